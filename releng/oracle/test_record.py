"""Tests of what record.py does without running anything."""

import unittest

import record


class ReadingCases(unittest.TestCase):
    def test_a_case_has_tasks_and_groups(self):
        (case,) = record.read_cases(
            "a-1: two  # and a remark\n\n  group g shares=512 quota=5ms\n  busy group=g nice=5\n  periodic run=0.5ms period=10ms\n"
        )
        self.assertEqual(("a-1", "two"), (case.id, case.description))
        self.assertEqual({"g": {"cpu_shares_v1": 512, "quota_us": 5000, "period_us": 100000}}, case.groups)
        self.assertEqual({"kind": "busy", "policy": "other", "group": "g", "nice": "5"}, case.tasks[0])
        self.assertEqual({"kind": "periodic", "policy": "other", "run": 500, "period": 10000}, case.tasks[1])

    def test_what_is_wrong_is_said_with_its_line(self):
        for text, message in (
            ("a: x\n  spin\n", "line 2: there is no task spin, only busy, periodic, duty and yield"),
            ("a: x\n  busy nice\n", "line 2: nice is not of the form KEY=VALUE"),
            ("a: x\n  busy colour=red\n", "line 2: a task has no colour"),
            ("a: x\n  duty run=1 sleep=1ms\n", "line 2: 1 is no time such as 500us, 2ms, 1s"),
            ("  busy\n", "line 1: before the first case there is nothing to run"),
            ("a: x\n", "a: nothing runs"),
            ("a: x\n  busy group=g\n", "a: there is no group g"),
            ("a b: x\n", "line 1: a case begins with ID: DESCRIPTION"),
        ):
            with self.subTest(text), self.assertRaises(record.Wrong) as caught:
                record.read_cases(text)
            self.assertEqual(message, str(caught.exception))

    def test_the_list_of_the_project_is_read(self):
        cases = record.read_cases((record.HERE / "cases.txt").read_text())
        self.assertEqual(len(cases), len({c.id for c in cases}))
        self.assertGreater(len(cases), 20)


class Runs(unittest.TestCase):
    @staticmethod
    def run_of(own, idle, steal=0):
        busy = 1000 - idle - steal
        cpu = {"user": busy, "nice": 0, "system": 0, "idle": idle, "irq": 0, "steal": steal}
        task = {"run_ns": own, "delay_ns": 0, "slices": 2, "jobs": 0, "skipped": 0}
        task.update({"on_us": [3, 1, 2], "off_us": [], "response_us": [], "wake_us": []})
        return record.with_noise({"wall_ns": 1000, "cpus": [cpu, cpu], "tasks": [task]}, [1])

    def test_a_run_is_clean_when_nobody_else_had_the_processor(self):
        self.assertTrue(self.run_of(995, 0)["clean"])
        self.assertTrue(self.run_of(500, 495)["clean"])
        self.assertFalse(self.run_of(900, 0)["clean"])
        self.assertFalse(self.run_of(950, 0, steal=50)["clean"])

    def test_the_quietest_runs_are_used(self):
        args = record.arguments(["--runs", "2", "--cpu", "1", "--reader-cpu", "0"])
        case = record.Case("a", "one", [{"kind": "busy", "policy": "other"}])
        runs = [self.run_of(own, 0) for own in (800, 998, 999)]
        written = record.described_case(case, runs, args)
        self.assertEqual({"min": 0.998, "median": 0.9985, "max": 0.999}, written["observed"]["tasks"][0]["run_fraction"])
        self.assertEqual("clean", written["quality"]["grade"])
        self.assertEqual(2, written["observed"]["tasks"][0]["on_cpu_burst_us"]["p50"])
        self.assertNotIn("response_us", written["observed"]["tasks"][0])

    def test_grades(self):
        self.assertEqual("clean", record.grade(5, 5, 1))
        self.assertEqual("mixed", record.grade(4, 5, 2))
        self.assertEqual("mixed", record.grade(0, 5, 1))
        self.assertEqual("poor", record.grade(0, 5, 2))


if __name__ == "__main__":
    unittest.main()
