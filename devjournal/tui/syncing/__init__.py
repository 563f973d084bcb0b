"""The app in step with other machines."""
