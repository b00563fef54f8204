#!/usr/bin/env python3
"""Records what the kernel of this machine gives to threads of known behaviour, as a data file for `foliot validate`.

Runs the load generator for every case of a list again and again, sorts out the runs that strangers disturbed, and writes
the least, the median and the greatest value of every quantity over the quietest ones.
"""

import argparse
import contextlib
import json
import os
import platform
import re
import statistics
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOAD = HERE / "target" / "load"

WARM_UP_MS = 400
# A run is clean if strangers and the hypervisor had less of the processor each.
QUIET = 0.012
# Where threads compete with strangers, all of a case together are worth twenty of these.
COMMON_SHARES = 20480
POLICIES = {"other": "SCHED_OTHER", "batch": "SCHED_BATCH", "idle": "SCHED_IDLE", "fifo": "SCHED_FIFO", "rr": "SCHED_RR"}
UNITS = {"us": 1, "ms": 1000, "s": 1000000}
TIMES = ("run", "period", "sleep", "phase", "slice")


class Wrong(Exception):
    """The list of cases, or the command line, is wrong."""


class Skipped(Exception):
    """A case asks for something that cannot be had here."""


# ---- the list of cases ----


@dataclass
class Case:
    id: str
    description: str
    tasks: list = field(default_factory=list)
    groups: dict = field(default_factory=dict)


def microseconds(text):
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(us|ms|s)", text)
    if not match:
        raise Wrong(f"{text} is no time such as 500us, 2ms, 1s")
    return round(float(match[1]) * UNITS[match[2]])


def settings(words):
    pairs = {}
    for word in words:
        key, equals, value = word.partition("=")
        if not equals:
            raise Wrong(f"{word} is not of the form KEY=VALUE")
        pairs[key] = value
    return pairs


def read_group(words):
    pairs = settings(words)
    group = {"cpu_shares_v1": int(pairs.pop("shares", 1024))}
    if "quota" in pairs:
        group["quota_us"] = microseconds(pairs.pop("quota"))
        group["period_us"] = microseconds(pairs.pop("period", "100ms"))
    if "burst" in pairs:
        group["burst_us"] = microseconds(pairs.pop("burst"))
    if "idle" in pairs:
        group["cpu_idle"] = int(pairs.pop("idle"))
    if pairs:
        raise Wrong(f"a group has no {', '.join(pairs)}")
    return group


def read_task(kind, words):
    pairs = settings(words)
    known = {"nice", "policy", "prio", "cpus", "group", *TIMES}
    if kind not in ("busy", "periodic", "duty", "yield"):
        raise Wrong(f"there is no task {kind}, only busy, periodic, duty and yield")
    if not known.issuperset(pairs):
        raise Wrong(f"a task has no {', '.join(sorted(set(pairs) - known))}")
    task = {key: microseconds(value) if key in TIMES else value for key, value in pairs.items()}
    return {"kind": kind, "policy": "other", **task}


def read_cases(text):
    cases = []
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#")[0].rstrip()
        if not line:
            continue
        try:
            if not line[0].isspace():
                id_, colon, description = line.partition(":")
                if not colon or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.-]*", id_):
                    raise Wrong("a case begins with ID: DESCRIPTION")
                cases.append(Case(id_, description.strip()))
            elif not cases:
                raise Wrong("before the first case there is nothing to run")
            else:
                first, *rest = line.split()
                if first == "group":
                    if not rest:
                        raise Wrong("a group has a name")
                    cases[-1].groups[rest[0]] = read_group(rest[1:])
                else:
                    cases[-1].tasks.append(read_task(first, rest))
        except (Wrong, ValueError) as e:
            raise Wrong(f"line {number}: {e}") from e
    for case in cases:
        if not case.tasks:
            raise Wrong(f"{case.id}: nothing runs")
        for task in case.tasks:
            if task.get("group", "/") != "/" and task["group"] not in case.groups:
                raise Wrong(f"{case.id}: there is no group {task['group']}")
    return cases


# ---- the machine ----


def read_text(path):
    try:
        return Path(path).read_text().strip()
    except OSError:
        return None


def kernel_config():
    """The configuration of the running kernel, as far as it can be read."""
    for command in (["zcat", "/proc/config.gz"], ["cat", f"/boot/config-{platform.release()}"]):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return dict(re.findall(r"^(CONFIG_\w+)=(.*)$", done.stdout, re.M))
    return {}


def preemption(config):
    chosen = read_text("/sys/kernel/debug/sched/preempt")
    if chosen and (match := re.search(r"\((\w+)\)", chosen)):
        return match[1]
    for option in re.findall(r"\bpreempt=(\w+)", read_text("/proc/cmdline") or ""):
        return option
    for word, option in (("full", "PREEMPT"), ("lazy", "PREEMPT_LAZY"), ("voluntary", "PREEMPT_VOLUNTARY")):
        if config.get(f"CONFIG_{option}") == "y":
            return word
    return "none"


def describe_machine(hertz):
    """The object `scheduler` of a data file."""
    config = kernel_config()
    release = re.match(r"(\d+)\.(\d+)", platform.release())
    version = (int(release[1]), int(release[2]))
    machine = {
        "kernel": f"{version[0]}.{version[1]} {platform.machine()} ({platform.release()}, preempt={preemption(config)})",
        "scheduler": "EEVDF (fair class)" if version >= (6, 6) else "CFS (fair class)",
        "cpus": os.cpu_count(),
    }
    if hertz or "CONFIG_HZ" in config:
        machine["config_hz"] = hertz or int(config["CONFIG_HZ"])
    else:
        say("the kernel's configuration cannot be read; 250 Hz is assumed, say --hz if you know better")
        machine["config_hz"] = 250
    slice_ns = read_text("/sys/kernel/debug/sched/base_slice_ns")
    if slice_ns:
        machine["base_slice_ns"] = int(slice_ns)
    for key, name in (
        ("cfs_bandwidth_slice_us", "sched_cfs_bandwidth_slice_us"),
        ("rt_runtime_us", "sched_rt_runtime_us"),
        ("rt_period_us", "sched_rt_period_us"),
    ):
        value = read_text(f"/proc/sys/kernel/{name}")
        if value and int(value) > 0:
            machine[key] = int(value)
    if config:
        machine["rt_group_sched"] = int(config.get("CONFIG_RT_GROUP_SCHED") == "y")
    return machine


# ---- control groups ----


class Groups:
    """The groups of one case, below one that competes with the rest of the machine; removed when it is closed."""

    def __init__(self, root):
        self.root = root
        self.v2 = root is not None and (root / "cgroup.controllers").exists()
        self.common = root / "foliot-oracle" if root else None
        self.made = []

    @staticmethod
    def find():
        """Where the cpu controller is mounted and can be written, or None."""
        for path in ("/sys/fs/cgroup/cpu", "/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup"):
            root = Path(path)
            has_cpu = (root / "cpu.shares").exists() or "cpu" in (read_text(root / "cgroup.controllers") or "").split()
            if has_cpu and os.access(root, os.W_OK) and os.access(root / "cgroup.procs", os.W_OK):
                return root
        return None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for path in reversed(self.made):
            with contextlib.suppress(OSError):
                path.rmdir()

    def _make(self, path, group):
        path.mkdir(exist_ok=True)
        self.made.append(path)
        if self.v2:
            # 20480 shares are weight 2000.
            self._write(path / "cpu.weight", max(1, min(10000, round(group["cpu_shares_v1"] * 100 / 1024))))
            if "quota_us" in group:
                self._write(path / "cpu.max", f"{group['quota_us']} {group['period_us']}")
            if "burst_us" in group:
                self._write(path / "cpu.max.burst", group["burst_us"])
        else:
            self._write(path / "cpu.shares", group["cpu_shares_v1"])
            if "quota_us" in group:
                self._write(path / "cpu.cfs_period_us", group["period_us"])
                self._write(path / "cpu.cfs_quota_us", group["quota_us"])
            if "burst_us" in group:
                self._write(path / "cpu.cfs_burst_us", group["burst_us"])
        if group.get("cpu_idle"):
            self._write(path / "cpu.idle", 1)

    @staticmethod
    def _write(path, value):
        try:
            path.write_text(str(value))
        except OSError as e:
            raise Skipped(f"{path} cannot be written: {e.strerror}") from e

    def make(self, groups):
        """Makes the groups of a case and returns the folder of each; that of the common one under the empty name."""
        if self.root is None:
            if groups:
                raise Skipped("groups need a cpu controller that can be written")
            return {}
        if self.v2:
            self._write(self.root / "cgroup.subtree_control", "+cpu")
        self._make(self.common, {"cpu_shares_v1": COMMON_SHARES})
        if self.v2 and groups:
            # A group of v2 has threads or groups in it, not both.
            self._write(self.common / "cgroup.subtree_control", "+cpu")
        folders = {"": self.common}
        for name, group in groups.items():
            folders[name] = self.common / name
            self._make(folders[name], group)
        return folders


# ---- runs ----


def say(*words):
    print("record:", *words, file=sys.stderr, flush=True)


def cpus_of(task, args):
    chosen = task.get("cpus", str(args.cpu))
    if chosen == "all":
        return sorted(os.sched_getaffinity(0))
    return sorted({int(c) for c in chosen.split("+")})


def check_possible(case, args):
    """Says why a case cannot be recorded here before anything is started."""
    usable = os.sched_getaffinity(0)
    for task in case.tasks:
        if not usable.issuperset(cpus_of(task, args)):
            raise Skipped(f"CPUs {task.get('cpus', args.cpu)} are not all usable here")
        if os.geteuid() != 0 and (int(task.get("nice", 0)) < 0 or task["policy"] in ("fifo", "rr")):
            raise Skipped("negative nice values and real-time policies need privileges")


def load_spec(task, folders, args):
    words = {"kind": task["kind"], "cpus": "+".join(map(str, cpus_of(task, args)))}
    words.update({k: task[k] for k in ("nice", "policy", "prio", *TIMES) if k in task})
    group = task.get("group", "")
    if group != "/" and group in folders:
        words["cgroup"] = folders[group]
    return ",".join(f"{k}={v}" for k, v in words.items())


def run_once(case, folders, args):
    specs = [load_spec(task, folders, args) for task in case.tasks]
    command = [str(LOAD), str(round(args.window * 1000)), str(WARM_UP_MS), str(args.reader_cpu), *specs]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Skipped(done.stderr.strip().removeprefix("load: ") or f"the load generator ended with {done.returncode}")
    return with_noise(json.loads(done.stdout), cpus_in_use(case, args))


def cpus_in_use(case, args):
    return sorted({cpu for task in case.tasks for cpu in cpus_of(task, args)})


def with_noise(run, cpus):
    """Adds what strangers and the hypervisor had of the processors of the case."""
    idle = steal = whole = 0
    for cpu in cpus:
        jiffies = run["cpus"][cpu]
        total = max(1, sum(jiffies.values()))
        idle += jiffies["idle"] / total
        steal += jiffies["steal"] / total
        whole += 1
    own = sum(task["run_ns"] for task in run["tasks"]) / run["wall_ns"]
    run["idle"] = idle / whole
    run["steal"] = steal / whole
    run["own"] = own
    run["foreign"] = (whole - idle - steal - own) / whole
    run["clean"] = abs(run["foreign"]) < QUIET and run["steal"] < QUIET
    return run


def record_runs(case, args):
    """Runs of a case: at least as many clean ones as wanted, unless the machine is too busy for that."""
    check_possible(case, args)
    runs = []
    with Groups(None if args.no_groups else Groups.find()) as groups:
        folders = groups.make(case.groups)
        while len(runs) < args.most_runs and sum(r["clean"] for r in runs) < args.runs:
            runs.append(run_once(case, folders, args))
    return runs


# ---- what is written ----


def spread(values):
    values = list(values)
    return {"min": round(min(values), 6), "median": round(statistics.median(values), 6), "max": round(max(values), 6)}


def quantiles(runs, index, name):
    """Quantiles of all samples of all runs, or None if there are none."""
    samples = sorted(s for run in runs for s in run["tasks"][index][name])
    if not samples:
        return None
    at = lambda part: samples[min(len(samples) - 1, int(len(samples) * part))]
    result = {"mean": round(statistics.fmean(samples), 1), "min": samples[0]}
    result.update({f"p{round(100 * p)}": at(p) for p in (0.05, 0.25, 0.5, 0.75, 0.95, 0.99)})
    return {**result, "max": samples[-1], "n_per_run": round(len(samples) / len(runs), 1)}


def observed_task(runs, index):
    tasks = [run["tasks"][index] for run in runs]
    seconds = [run["wall_ns"] / 1e9 for run in runs]
    result = {
        "run_fraction": spread(t["run_ns"] / r["wall_ns"] for t, r in zip(tasks, runs)),
        "run_delay_fraction": spread(t["delay_ns"] / r["wall_ns"] for t, r in zip(tasks, runs)),
        "run_share_of_own": spread(
            t["run_ns"] / max(1, sum(u["run_ns"] for u in r["tasks"])) for t, r in zip(tasks, runs)
        ),
        "mean_slice_ns": spread(t["run_ns"] / t["slices"] if t["slices"] else 0 for t in tasks),
        "timeslices_per_s": spread(t["slices"] / s for t, s in zip(tasks, seconds)),
    }
    for key, name in (
        ("on_cpu_burst_us", "on_us"),
        ("off_cpu_gap_us", "off_us"),
        ("response_us", "response_us"),
        ("wake_latency_us", "wake_us"),
    ):
        found = quantiles(runs, index, name)
        if found:
            result[key] = found
    if any(t["jobs"] for t in tasks):
        result["jobs_per_s"] = spread(t["jobs"] / s for t, s in zip(tasks, seconds))
        result["skipped_releases_per_s"] = spread(t["skipped"] / s for t, s in zip(tasks, seconds))
    return result


def described_task(task, args):
    result = {
        "kind": task["kind"],
        "policy": POLICIES[task["policy"]],
        "nice": int(task.get("nice", 0)),
        "pinned_cpus": cpus_of(task, args),
        "cgroup": {"/": "(root cgroup)"}.get(task.get("group"), task.get("group", "(common)")),
    }
    result.update({f"{k}_ns": 1000 * task[k] for k in ("run", "period", "sleep", "phase") if k in task})
    if "slice" in task:
        result["sched_attr_runtime_ns"] = 1000 * task["slice"]
    if "prio" in task:
        result["rt_priority"] = int(task["prio"])
    return result


def grade(clean, wanted, cpus):
    if clean >= wanted:
        return "clean"
    return "poor" if cpus > 1 and clean == 0 else "mixed"


def described_case(case, runs, args):
    clean = [run for run in runs if run["clean"]]
    used = sorted(runs, key=lambda r: (not r["clean"], abs(r["foreign"]) + r["steal"]))[: args.runs]
    cpus = cpus_in_use(case, args)
    return {
        "id": case.id,
        "description": case.description,
        "groups": case.groups,
        "tasks": [described_task(task, args) for task in case.tasks],
        "duration_ns": round(args.window * 1e9),
        "observed": {
            "tasks": [observed_task(used, i) for i in range(len(case.tasks))],
            "cpu": {
                "idle_fraction": spread(r["idle"] for r in used),
                "foreign_fraction": spread(r["foreign"] for r in used),
                "hypervisor_steal_fraction": spread(r["steal"] for r in used),
                "own_run_fraction_sum": spread(r["own"] for r in used),
            },
        },
        "quality": {
            "grade": grade(len(clean), args.runs, len(cpus)),
            "runs_used": len(used),
            "runs_done": len(runs),
            "runs_clean": len(clean),
        },
    }


def write_whole(path, document):
    """Replaces a file by a whole one."""
    part = path.with_name(f".{path.name}.part")
    part.write_text(json.dumps(document, indent=1) + "\n")
    part.replace(path)


def arguments(words):
    usable = sorted(os.sched_getaffinity(0))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cases", type=Path, default=HERE / "cases.txt", help="list of cases; cases.txt by default")
    parser.add_argument("--only", default="", metavar="REGEX", help="record only cases whose id matches")
    parser.add_argument("--out", type=Path, default=Path("cases.json"), help="data file; cases.json by default")
    parser.add_argument("--runs", type=int, default=5, help="clean runs wanted of each case; 5 by default")
    parser.add_argument("--most-runs", type=int, default=8, help="runs at most; 8 by default")
    parser.add_argument("--window", type=float, default=4, metavar="S", help="seconds that are measured; 4 by default")
    parser.add_argument("--cpu", type=int, default=usable[-1], help="the processor of pinned tasks; the last by default")
    parser.add_argument("--reader-cpu", type=int, default=usable[0], help="that of the reader; the first by default")
    parser.add_argument("--hz", type=int, help="CONFIG_HZ, where the kernel's configuration cannot be read")
    parser.add_argument("--no-groups", action="store_true", help="leave control groups alone, even with privileges")
    args = parser.parse_args(words)
    if args.runs < 1 or args.most_runs < args.runs or not 0.1 <= args.window <= 3600:
        parser.error("at least one run, no fewer at most than wanted, and windows of 0.1 to 3600 s")
    return args


def main(words=None):
    args = arguments(words)
    try:
        cases = [c for c in read_cases(args.cases.read_text()) if re.search(args.only, c.id)]
    except (Wrong, OSError, re.error) as e:
        say(f"{args.cases}: {e}")
        return 2
    if not LOAD.exists():
        say(f"{LOAD} is not there; run make in {HERE} first")
        return 2
    if args.reader_cpu == args.cpu:
        say("one usable CPU: the reader disturbs what it reads")
    if not args.no_groups and Groups.find() is None:
        say("no cpu controller can be written: cases compete with the rest of the machine as any thread does")
    document = {"scheduler": describe_machine(args.hz), "cases": []}
    for number, case in enumerate(cases, 1):
        try:
            runs = record_runs(case, args)
        except Skipped as e:
            say(f"{number}/{len(cases)} {case.id}: skipped: {e}")
            continue
        document["cases"].append(described_case(case, runs, args))
        quality = document["cases"][-1]["quality"]
        say(f"{number}/{len(cases)} {case.id}: {quality['grade']}, {quality['runs_clean']} of {len(runs)} runs clean")
        write_whole(args.out, document)
    if not document["cases"]:
        say("nothing was recorded")
        return 1
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
