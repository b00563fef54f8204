package org.foliot.scheduler.eevdf;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.scheduler.SchedulerHost;
import org.foliot.scheduler.linux.bench.BenchHost;
import org.foliot.scheduler.linux.bench.BenchThread;
import org.foliot.time.Duration;

/**
 * A case that was recorded on a real Linux host: what ran, and what the kernel said of each thread.
 *
 * @param id name of the case
 * @param grade {@code clean}, {@code mixed} or {@code poor}: how quiet the host was
 * @param duration length of the window in picoseconds
 * @param groups name to {visible weight, 1 for cpu.idle}
 * @param threads the threads
 */
record OracleCase(String id, String grade, long duration, Map<String, long[]> groups, List<OracleThread> threads) {
    private static final long PS = Duration.PS_PER_NANO;
    /** Weight of the group that all cases share: cpu.shares 20480. */
    private static final long COMMON_WEIGHT = 20_480;

    /**
     * Kernel threads, all in the root group, interrupted a lone thread for 14 us each (0.24 % of the time, 170 times a
     * second in the case busy-1), over all cases with a lone thread some 50 times a second.
     */
    private static final long NOISE_RUN = 14 * Duration.PS_PER_MICRO;

    private static final long NOISE_SLEEP = Duration.PS_PER_SECOND / 50;
    /** A woken thread ran 70 us after its timer was due, of which 50 us are timer slack. */
    private static final long TIMER_LATENCY = 20 * Duration.PS_PER_MICRO;
    /** The threads of duty-01-01-b1 ran 120 us for every 100 us asked for: the system calls between two jobs. */
    private static final long JOB_OVERHEAD = 20 * Duration.PS_PER_MICRO;

    /** What the windows of several runs gave. */
    public record Range(double min, double median, double max) {
        private static Range of(JsonElement json) {
            if (json == null || json.isJsonNull()) {
                return null;
            }
            JsonObject o = json.getAsJsonObject();
            return new Range(
                    o.get("min").getAsDouble(),
                    o.get("median").getAsDouble(),
                    o.get("max").getAsDouble());
        }
    }

    /** One thread of a case; fractions are of the window, the share is of what all threads of the case got. */
    public record OracleThread(JsonObject json, Range run, Range delay, Range share, Range meanSlice) {
        private long value(String name) {
            JsonElement value = json.get(name);
            return value == null ? 0 : value.getAsLong();
        }

        /** A thread of the bench that does the same. */
        BenchThread toBench(Map<String, Integer> groupNumbers) {
            JsonArray pinned = json.getAsJsonArray("pinned_cpus");
            int[] cpus = new int[pinned.size()];
            for (int i = 0; i < cpus.length; i++) {
                cpus[i] = pinned.get(i).getAsInt();
            }
            String policy = json.get("policy").getAsString().substring("SCHED_".length());
            return kind(cpus)
                    .nice((int) value("nice"))
                    .policy(Policy.valueOf(policy), (int) value("rt_priority"))
                    .slice(value("sched_attr_runtime_ns") * PS)
                    .group(groupNumbers.get(json.get("cgroup").getAsString()));
        }

        private BenchThread kind(int[] cpus) {
            long run = value("run_ns") * PS;
            switch (json.get("kind").getAsString()) {
                case "busy":
                    return BenchThread.busy(cpus);
                case "periodic":
                    return BenchThread.periodic(run, value("period_ns") * PS, value("phase_ns") * PS, cpus);
                case "duty":
                    return BenchThread.duty(run, value("sleep_ns") * PS, cpus);
                case "yield":
                    return BenchThread.yielding(cpus);
                default:
                    throw new IllegalArgumentException(json.toString());
            }
        }
    }

    /** Puts groups and threads of the case on a host. */
    public void populate(BenchHost host) {
        host.timerLatency(TIMER_LATENCY).jobOverhead(JOB_OVERHEAD);
        Map<String, Integer> numbers = new HashMap<>();
        int common = host.group(SchedulerHost.ROOT_GROUP, COMMON_WEIGHT, false);
        numbers.put("(root cgroup)", SchedulerHost.ROOT_GROUP);
        numbers.put("(common)", common);
        groups.forEach((name, spec) -> numbers.put(name, host.group(common, spec[0], spec[1] != 0)));
        threads.forEach(thread -> host.add(thread.toBench(numbers)));
        for (int cpu = 0; cpu < host.facts().cpus(); cpu++) {
            host.add(BenchThread.noise(NOISE_RUN, NOISE_SLEEP, cpu));
        }
    }

    /** The cases of the test resource. */
    public static List<OracleCase> all() {
        String file = "/org/foliot/scheduler/eevdf/linux-6.18-host-cases.json";
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(OracleCase.class.getResourceAsStream(file)), StandardCharsets.UTF_8)) {
            List<OracleCase> cases = new ArrayList<>();
            JsonParser.parseReader(reader)
                    .getAsJsonObject()
                    .getAsJsonArray("cases")
                    .forEach(json -> cases.add(read(json.getAsJsonObject())));
            return cases;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OracleCase read(JsonObject json) {
        Map<String, long[]> groups = new TreeMap<>();
        json.getAsJsonObject("groups").entrySet().forEach(entry -> {
            JsonObject spec = entry.getValue().getAsJsonObject();
            groups.put(
                    entry.getKey(), new long[] {spec.get("cpu_shares_v1").getAsLong(), spec.has("cpu_idle") ? 1 : 0});
        });
        List<OracleThread> threads = new ArrayList<>();
        json.getAsJsonArray("tasks").forEach(element -> {
            JsonObject thread = element.getAsJsonObject();
            JsonObject observed = thread.getAsJsonObject("observed");
            threads.add(new OracleThread(
                    thread,
                    Range.of(observed.get("run_fraction")),
                    Range.of(observed.get("run_delay_fraction")),
                    Range.of(observed.get("run_share_of_own")),
                    Range.of(observed.get("mean_slice_ns"))));
        });
        return new OracleCase(
                json.get("id").getAsString(),
                json.get("grade").getAsString(),
                json.get("duration_ns").getAsLong() * PS,
                groups,
                threads);
    }

    @Override
    public String toString() {
        return id;
    }
}
