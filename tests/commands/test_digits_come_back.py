"""What is stored comes back: every digit of a reported value, from the file to the command, the form and the file again."""

import csv
import io
import json
import re
from decimal import Decimal

import pytest

EXACT = ["0.00000000004", "0.999999999999", "123456789.123456789012345678", "-0.000000000000000001", "1000000000000000"]
