package org.foliot.validation.reading;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.foliot.api.scheduler.Policy;
import org.foliot.api.workload.Behaviour;
import org.foliot.program.TaskDescription;
import org.foliot.program.ThreadTraits;
import org.foliot.time.Duration;

/**
 * A task as the load generator takes it on its command line: {@code kind=periodic,run=2000,period=10000,nice=5}, times in
 * microseconds.
 */
final class LoadSpec {
    private static final List<String> KEYS =
            List.of("kind", "run", "period", "sleep", "phase", "nice", "policy", "prio", "cpus", "cg", "sess", "slice");
    private static final long LONGEST = 3_600_000_000L;

    private final Map<String, String> values = new TreeMap<>();
    private final Fields json;
    private final String place;

    private LoadSpec(Fields json, String place) {
        this.json = json;
        this.place = place;
    }

    static LoadSpec parse(String text, Fields json, String place) {
        LoadSpec spec = new LoadSpec(json, place);
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            String key = equals < 0 ? part : part.substring(0, equals);
            if (equals < 0 || !KEYS.contains(key)) {
                json.wrong(
                        place,
                        "has \"" + part + "\"; a task is described by KEY=VALUE with " + String.join(", ", KEYS));
            } else {
                spec.values.put(key, part.substring(equals + 1));
            }
        }
        return spec;
    }

    private long number(String key, long least, long greatest, long usual) {
        String text = values.get(key);
        if (text == null) {
            return usual;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= greatest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        json.wrong(place, key + "=" + text + " is not a number from " + least + " to " + greatest);
        return least;
    }

    int nice() {
        return (int) number("nice", -20, 19, 0);
    }

    Policy policy() {
        String policy = values.getOrDefault("policy", "other");
        return switch (policy) {
            case "other" -> Policy.OTHER;
            case "batch" -> Policy.BATCH;
            case "idle" -> Policy.IDLE;
            default -> {
                json.wrong(place, "policy=" + policy + " is none of other, batch, idle");
                yield Policy.OTHER;
            }
        };
    }

    Duration phase() {
        return Duration.ofMicros(number("phase", 0, LONGEST, 0));
    }

    TaskDescription task(int index, ThreadTraits traits) {
        String kind = values.getOrDefault("kind", "busy");
        Duration run = Duration.ofMicros(number("run", 1, LONGEST, 1));
        Behaviour behaviour =
                switch (kind) {
                    case "busy" -> new Behaviour.Busy();
                    case "yield" -> new Behaviour.Yielding();
                    case "periodic" -> periodic(run, time("period"));
                    case "duty" -> new Behaviour.Duty(run, time("sleep"), true);
                    default -> {
                        json.wrong(place, "kind=" + kind + " is none of busy, periodic, duty, yield");
                        yield new Behaviour.Busy();
                    }
                };
        ThreadTraits complete = new ThreadTraits(
                traits.cpus(),
                traits.group(),
                traits.nice(),
                traits.policy(),
                traits.priority(),
                values.containsKey("slice")
                        ? Optional.of(Duration.ofMicros(number("slice", 100, 100_000, 1400)))
                        : Optional.empty());
        return new TaskDescription(kind + "_" + index, complete, behaviour, true);
    }

    private Behaviour periodic(Duration run, Duration period) {
        if (run.compareTo(period) > 0 && values.containsKey("period")) {
            json.wrong(place, "run is more than period: such a job never ends in time");
            return new Behaviour.Busy();
        }
        return new Behaviour.Periodic(run, period, true);
    }

    private Duration time(String key) {
        if (!values.containsKey(key)) {
            json.wrong(place, key + " is missing");
        }
        return Duration.ofMicros(number(key, 1, LONGEST, 1));
    }
}
