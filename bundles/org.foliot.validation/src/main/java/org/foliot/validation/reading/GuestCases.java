package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.GroupDescription;
import org.foliot.program.ProcessDescription;
import org.foliot.program.TaskDescription;
import org.foliot.time.Duration;
import org.foliot.time.Frequency;
import org.foliot.validation.Grade;
import org.foliot.validation.GuestSetup;
import org.foliot.validation.Interruption;
import org.foliot.validation.Interval;
import org.foliot.validation.Machine;
import org.foliot.validation.RecordedCase;
import org.foliot.validation.RecordedCase.Family;
import org.foliot.validation.Setup;

/** Reads the cases of {@code guest_cases}: what a Linux kernel in a VM sees and charges. */
final class GuestCases {
    /** The kernel's own thread that prints its books twice a second, with interrupts disabled; it has nice −20 … */
    private static final Duration MONITOR_PERIOD = Duration.ofMillis(500);
    /** … and took some 18.5 ms for a line in the cases without a competitor, most of them for a slow console. */
    private static final Duration MONITOR_RUN = Duration.ofMicros(18_500);

    private static final Duration LEAD = Duration.ofMillis(1000);
    private static final Duration GRID = Duration.ofMillis(10);
    private static final long SHARES = 1024;

    private static final Pattern KERNEL = Pattern.compile(
            "(\\d{1,3})\\.(\\d{1,4})(?:\\.(\\d{1,5}))?\\b.*\\bHZ=(\\d{1,4})\\b.*\\bPARAVIRT_TIME_ACCOUNTING=([yn])\\b.*");
    private static final Pattern WORKER = Pattern.compile("(-?\\d{1,2})(?::(\\d{1,9}):(\\d{1,9}))?");
    private static final Pattern RIVAL_SHARES = Pattern.compile("\\b(\\d{3,6}) shares\\b");
    private static final Pattern SECONDS = Pattern.compile("\\bfor (\\d{1,4}) s\\b");
    /** The stable release of 6.1 that has commit 108ad0999085. */
    private static final int DROPS_EXCESS_FROM = 129;

    private final String file;
    private final Machine machine;

    GuestCases(String file, Machine machine) {
        this.file = file;
        this.machine = machine;
    }

    RecordedCase read(String id, Fields json) {
        String description = json.has("description") ? json.text("description") : id;
        CaseName name = CaseName.of(id, 2, json);
        Fields window = json.object("per_window");
        double wall = window.range("host_wall_ms").median();
        if (json.has("per_window") && wall < 100) {
            window.wrong("host_wall_ms", "is " + wall + ", less than 100 ms");
        }
        long steps = Math.round(Math.max(100, Math.min(wall, 3.6e6)) * Duration.PS_PER_MILLI / GRID.picoseconds());
        Interval whole = VmCases.after(Machine.WARM_UP.plus(Duration.ofMillis(100)), "", GRID.times(steps));
        Optional<Interruption> interruption = name.stop().map(kind -> interruption(kind, description, whole, json));
        List<ProcessDescription> workers = workers(json);
        Setup setup = setup(name, json, description, workers, interruption);
        return new RecordedCase(
                id,
                file,
                Family.GUEST,
                description,
                Grade.UNFILTERED,
                json.has("runs") ? (int) json.whole("runs", 1, 1_000_000) : 1,
                machine,
                setup,
                List.of(whole),
                new GuestRules(whole, setup.guest().orElseThrow(), workers).of(json));
    }

    private static Interruption interruption(Interruption.Kind kind, String description, Interval whole, Fields json) {
        Matcher matcher = SECONDS.matcher(description);
        Duration lasts = matcher.find() ? Duration.ofSeconds(Long.parseLong(matcher.group(1))) : Duration.ofSeconds(3);
        if (LEAD.plus(lasts).compareTo(whole.length()) >= 0) {
            json.wrong("per_window.host_wall_ms", "is too short for an event of " + lasts);
        }
        return new Interruption(kind, whole.from().plus(LEAD), lasts, Duration.ZERO);
    }

    // ---- what ran ----

    private static Setup setup(
            CaseName name,
            Fields json,
            String description,
            List<ProcessDescription> workers,
            Optional<Interruption> interruption) {
        List<TaskDescription> tasks = new ArrayList<>();
        List<Duration> phases = new ArrayList<>();
        if (json.has("host_tasks")) {
            List<String> specs = json.texts("host_tasks");
            for (int i = 0; i < specs.size(); i++) {
                LoadSpec spec = LoadSpec.parse(specs.get(i), json, "host_tasks[" + i + "]");
                tasks.add(spec.task(i, VmSetups.thread(VmSetups.RIVALS, spec.nice(), spec.policy())));
                phases.add(spec.phase());
            }
        }
        List<GroupDescription> groups = new ArrayList<>(List.of(VmSetups.common()));
        groups.add(VmSetups.group(VmSetups.VM_GROUP, SHARES, name.quota()));
        if (!tasks.isEmpty()) {
            groups.add(VmSetups.group(VmSetups.RIVALS, rivalShares(name, description, tasks.size()), Optional.empty()));
        }
        List<ProcessDescription> processes = new ArrayList<>(workers);
        processes.add(new ProcessDescription(
                "monitor", "monitor", List.of(), -20, new Behaviour.Periodic(MONITOR_RUN, MONITOR_PERIOD), true, true));
        return new Setup(groups, tasks, phases, Optional.of(guest(name, json, processes)), interruption);
    }

    /** One thread stands for the N of {@code bN} by the weight of its group. */
    private static long rivalShares(CaseName name, String description, int tasks) {
        Matcher matcher = RIVAL_SHARES.matcher(description);
        if (matcher.find()) {
            return Math.max(2, Math.min(262_144, Long.parseLong(matcher.group(1))));
        }
        return tasks == 1 && name.competitors() > 1 ? SHARES * name.competitors() : SHARES;
    }

    private static GuestSetup guest(CaseName name, Fields json, List<ProcessDescription> processes) {
        String kernel = json.text("guest_kernel");
        Matcher matcher = KERNEL.matcher(kernel);
        KernelRelease release = new KernelRelease(6, 1);
        long hertz = 100;
        boolean charged = true;
        boolean drops = false;
        if (matcher.matches()) {
            release = new KernelRelease(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
            int stable = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
            hertz = Long.parseLong(matcher.group(4));
            charged = matcher.group(5).equals("y");
            drops = release.isAtLeast(new KernelRelease(6, 13))
                    || release.equals(new KernelRelease(6, 1)) && stable >= DROPS_EXCESS_FROM;
            if (hertz < 100 || hertz > 1000) {
                json.wrong("guest_kernel", "has HZ=" + hertz + ", not 100 to 1000");
                hertz = 100;
            }
        } else if (!kernel.isBlank()) {
            json.wrong(
                    "guest_kernel",
                    "is \"" + kernel + "\", not of the form \"6.1.192 UP, HZ=100, PARAVIRT_TIME_ACCOUNTING=y\"");
        }
        return new GuestSetup(
                VmSetups.thread(VmSetups.VM_GROUP, name.nice(), name.policy()),
                release,
                new Frequency(hertz),
                charged,
                drops,
                processes);
    }

    /** {@code nice} or {@code nice:run:period} in microseconds, separated by commas. */
    private static List<ProcessDescription> workers(Fields json) {
        List<ProcessDescription> workers = new ArrayList<>();
        String threads = json.text("guest_threads");
        if (threads.isBlank()) {
            return workers;
        }
        for (String thread : threads.split(",", -1)) {
            Matcher matcher = WORKER.matcher(thread.strip());
            if (!matcher.matches()) {
                json.wrong("guest_threads", "has \"" + thread + "\", neither nice nor nice:run_us:period_us");
                continue;
            }
            int nice = Integer.parseInt(matcher.group(1));
            if (nice < -20 || nice > 19) {
                json.wrong("guest_threads", "has a nice value of " + nice + ", not -20 to 19");
                nice = 0;
            }
            String name = "worker_" + workers.size();
            workers.add(new ProcessDescription(name, name, List.of(), nice, behaviour(matcher, json), false, true));
        }
        return workers;
    }

    private static Behaviour behaviour(Matcher worker, Fields json) {
        if (worker.group(2) == null) {
            return new Behaviour.Busy();
        }
        long run = Long.parseLong(worker.group(2));
        long period = Long.parseLong(worker.group(3));
        if (run < 1 || run > period) {
            json.wrong("guest_threads", "has a job of " + run + " us every " + period + " us");
            return new Behaviour.Busy();
        }
        return new Behaviour.Periodic(Duration.ofMicros(run), Duration.ofMicros(period), true);
    }
}
