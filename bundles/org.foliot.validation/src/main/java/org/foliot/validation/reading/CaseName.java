package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.api.scheduler.Policy;
import org.foliot.program.GroupDescription;
import org.foliot.time.Duration;
import org.foliot.validation.Interruption;

/**
 * What the id of a case of a VM says of it. Such cases do not describe their load otherwise: {@code kvm-n5-b1} is a vCPU with
 * nice 5 against one busy thread, {@code kvm-bw-50-100} one whose group has a quota of 50 ms per 100 ms.
 */
final class CaseName {
    private static final String KNOWN =
            "alone, bN, nN or nmN, idle, batch, cgw-A-B, bw-Q-P or bwQ, io, sigstop, pause, qmpstop, freeze, vs, pvta, nopvta";
    private static final Pattern WORD = Pattern.compile("([a-z]+)(\\d*)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Duration USUAL_PERIOD = Duration.ofMillis(100);
    private static final int MOST_COMPETITORS = 64;

    private final Fields json;
    private int competitors;
    private int nice;
    private Policy policy = Policy.OTHER;
    private Optional<GroupDescription.Quota> quota = Optional.empty();
    private List<Long> shares = List.of();
    private boolean exits;
    private Optional<Interruption.Kind> stop = Optional.empty();

    private CaseName(Fields json) {
        this.json = json;
    }

    /**
     * Reads an id.
     *
     * @param json the case, for findings
     * @param skip how many words at the beginning say nothing that is not said elsewhere
     */
    static CaseName of(String id, int skip, Fields json) {
        CaseName name = new CaseName(json);
        List<String> parts = Arrays.asList(id.split("-"));
        int i = Math.min(skip, parts.size());
        while (i < parts.size()) {
            int next = i + 1;
            List<Long> numbers = new ArrayList<>();
            while (next < parts.size() && NUMBER.matcher(parts.get(next)).matches()) {
                numbers.add(Long.parseLong(parts.get(next)));
                next++;
            }
            name.word(parts.get(i), numbers);
            i = next;
        }
        return name;
    }

    private void word(String part, List<Long> numbers) {
        Matcher matcher = WORD.matcher(part);
        if (!matcher.matches()) {
            unknown(part);
            return;
        }
        String digits = matcher.group(2);
        long attached = digits.isEmpty() || digits.length() > 6 ? 0 : Long.parseLong(digits);
        switch (matcher.group(1)) {
            case "alone", "vs", "pvta", "nopvta" -> {}
            case "b" -> competitors = (int) inRange(part, attached, 1, MOST_COMPETITORS);
            case "n" -> nice = (int) inRange(part, attached, 0, 19);
            case "nm" -> nice = (int) -inRange(part, attached, 0, 20);
            case "idle" -> policy = Policy.IDLE;
            case "batch" -> policy = Policy.BATCH;
            case "cgw" -> shares = groups(part, numbers);
            case "bw" -> quota = quota(part, attached, numbers);
            case "io" -> exits = true;
            case "sigstop" -> stop = Optional.of(Interruption.Kind.SIGSTOP);
            case "pause", "qmpstop", "stop" -> stop = Optional.of(Interruption.Kind.STOP);
            case "freeze" -> stop = Optional.of(Interruption.Kind.FREEZE);
            default -> unknown(part);
        }
    }

    private void unknown(String part) {
        json.wrong("id", "says \"" + part + "\", which means nothing; what ran is told by " + KNOWN);
    }

    private long inRange(String part, long number, long least, long greatest) {
        if (number < least || number > greatest) {
            json.wrong("id", "says \"" + part + "\", whose number is not " + least + " to " + greatest);
            return least;
        }
        return number;
    }

    private List<Long> groups(String part, List<Long> numbers) {
        if (numbers.size() != 2) {
            json.wrong("id", "says \"" + part + "\" without the shares of two groups, as in cgw-1024-2048");
            return List.of();
        }
        numbers.forEach(n -> inRange(part, n, 2, 262_144));
        return List.copyOf(numbers);
    }

    private Optional<GroupDescription.Quota> quota(String part, long attached, List<Long> numbers) {
        long time = numbers.isEmpty() ? attached : numbers.get(0);
        long period = numbers.size() < 2 ? USUAL_PERIOD.picoseconds() / Duration.PS_PER_MILLI : numbers.get(1);
        return Optional.of(new GroupDescription.Quota(
                Duration.ofMillis(inRange(part, time, 1, 3_600_000)),
                Duration.ofMillis(inRange(part, period, 1, 1000))));
    }

    /** Busy threads of the host beside the VM. */
    int competitors() {
        return competitors;
    }

    /** Nice value of the vCPU's thread. */
    int nice() {
        return nice;
    }

    /** Policy of the vCPU's thread. */
    Policy policy() {
        return policy;
    }

    /** Quota of the VM's group. */
    Optional<GroupDescription.Quota> quota() {
        return quota;
    }

    /** cpu.shares of the VM's group and of that of the busy thread; empty if they are not said. */
    List<Long> shares() {
        return shares;
    }

    /** Whether the guest leaves for the VMM again and again. */
    boolean exits() {
        return exits;
    }

    /** What stops the VM on the way. */
    Optional<Interruption.Kind> stop() {
        return stop;
    }
}
