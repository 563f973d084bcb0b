# Ask zsh's own completion, in a terminal of its own, for every line of a file; print what it adds, and what it complains of.
# zsh -f completing.zsh FOLDER-OF-_devjournal FILE-OF-LINES
zmodload zsh/zpty
zpty shell zsh -f -i
ask() { zpty -w shell $1 }
ask "PS1=; PS2=; fpath=(${(q)1} \$fpath); unsetopt zle_bracketed_paste"
ask 'autoload -Uz compinit; compinit -u -D; zstyle ":completion:*" completer _complete; LISTMAX=1000000'
ask 'compadd() {
  if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
  local -a found; builtin compadd -A found "$@"
  print -r -- "HIT "${^found}
}'
ask 'tell() { zle -I; local line=$BUFFER; BUFFER=; print -r -- "ASKED $line"; BUFFER=$line; CURSOR=$#BUFFER; zle complete; BUFFER=; print -r -- "DONE" }'
ask 'zle -C complete complete-word _main_complete; zle -N tell; bindkey "^I" tell'
ask 'print READY'
zpty -r shell heard '*READY*READY*'
while IFS= read -r line; do
  zpty -w -n shell $line$'\t'
  zpty -r shell heard '*DONE*'
  print -r -- $heard
done <$2
zpty -d shell
