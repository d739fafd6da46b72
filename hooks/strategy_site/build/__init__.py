"""The folder of the site: builds what is out of date, checks the links and puts it in place."""
