"""What every measurement of a server needs: its processes, their CPU time, and load upon it."""
