"""What every wing stands on: settings, calendar, money, staff, journal, clock."""
