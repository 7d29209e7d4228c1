"""What we remember. The only app with tables, one file a stage; nothing here decides."""
