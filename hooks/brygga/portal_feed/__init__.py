"""What the portal is told: portal/README.md is the promise. The checked data comes in, portal.json and its frames go
out; Django is unknown here."""
