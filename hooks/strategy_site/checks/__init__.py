"""Rules between files, a module each. Checks only read; they never write."""
