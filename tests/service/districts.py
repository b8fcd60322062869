"""Codes of the five districts that have a seed, and of what they lie in."""

XINBEI, JINTAN, JIANGNING, WUJIANG, PUKOU = "320411", "320413", "320115", "320509", "320111"
NANJING, CHANGZHOU, SUZHOU, JIANGSU = "320100", "320400", "320500", "320000"
