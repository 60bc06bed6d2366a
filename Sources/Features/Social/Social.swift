// Comments at a time.
