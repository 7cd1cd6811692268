"""The settings file: all mistakes at once with the nearest known word, the commented file, and the schema for editors."""

import re
import tomllib
from importlib.resources import files

import pytest

from leadtool.config import Score, Settings, check, json_schema
from leadtool.errors import UsageError
from leadtool.rules import Effect, all_rules

WRONG = """
contry = "US"
[definition]
profile = "sale"
[outreach]
customers = "keeep"
stale_day = 3
[criteria]
job_level = ["owner"]
budget_min = "many"
[sources."X"]
kind = "bougth"
spec = { contries = ["ES"], job_levels = ["owners"] }
[rules]
J1O1 = "review"
J102 = "reveiw"
[status]
"Foo" = "nurture"
[headers]
"Tel" = "fone"
[tiers]
a = 40
b = 50
"""


def test_all_mistakes_are_told_at_once_with_the_nearest_word() -> None:
    with pytest.raises(UsageError) as refused:
        check(tomllib.loads(WRONG), "leadtool.toml")
    told = refused.value.message
    for place, near in (
        ("contry", "country"), ("definition.profile", "sales"), ("outreach.customers", "keep"),
        ("outreach.stale_day", "stale_days"), ("criteria.job_level", "job_levels"), ("criteria.budget_min", ""),
        ("sources.X.kind", "bought"), ("sources.X.spec.contries", "countries"), ("sources.X.spec.job_levels.0", "owner"),
        ("rules.J1O1", "J101"), ("rules.J102", "review"), ('status."Foo"', "nurturing"), ('headers."Tel"', "phone"), ("tiers", ""),
    ):  # fmt: skip
        mistake = next(
            (part for part in told.split("; ") if part.split(": ", 1)[-1].startswith(place) or part.startswith(place)), ""
        )
        assert mistake, place
        assert not near or f"did you mean {near}?" in mistake, mistake


def test_the_effect_of_every_rule_can_be_set() -> None:
    said = check({"rules": dict.fromkeys(all_rules(), "note")}, "test")
    assert set(said.rules.values()) == {Effect.NOTE}


def test_the_commented_file_is_valid_when_its_comments_are_taken_away() -> None:
    text = (files("leadtool") / "data" / "leadtool.toml").read_text(encoding="utf-8")
    assert check(tomllib.loads(text), "as written") == Settings()
    bare = re.sub(r"(?m)^# (?=(?:\[|[a-z_]+ = |\"))", "", text)
    whole = re.sub(r"(?m)^(?:country|crm|fail_on) = .*$", "", bare)
    said = check(tomllib.loads(whole), "without comments")
    assert said.sources["Acme Lists"].claim_days == 14


def test_the_schema_knows_every_key_and_rule() -> None:
    schema = json_schema()
    assert set(schema["properties"]) == set(Settings.model_fields)
    assert set(schema["properties"]["rules"]["propertyNames"]["enum"]) == set(all_rules())
    assert set(schema["$defs"]["Score"]["properties"]) == set(Score.model_fields)
