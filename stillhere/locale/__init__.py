"""Every sentence people read, in every language we speak."""
