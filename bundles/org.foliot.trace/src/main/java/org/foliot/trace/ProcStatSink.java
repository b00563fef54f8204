package org.foliot.trace;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foliot.api.observation.ObservationKind;
import org.foliot.api.observation.Subject;
import org.foliot.export.RunFiles;
import org.foliot.guest.ProcStat;
import org.foliot.program.GuestDescription;
import org.foliot.program.HostDescription;
import org.foliot.program.Program;
import org.foliot.program.SubjectRef;
import org.foliot.time.Duration;

/**
 * Writes what /proc/stat of each guest and host shows at each sample: a line {@code # N ps}, then the line of all processors
 * and one for each that is online, in USER_HZ and in the order of proc(5). A host's file has its context switches as well.
 */
final class ProcStatSink implements Trace {
    private static final List<String> COLUMNS =
            List.of("user_time", "nice_time", "system_time", "idle_time", "steal_time");
    private static final String IDLE = "idle";
    private static final String SWITCHES = "switches";

    private final Program program;
    private final Map<String, Writer> guests = new LinkedHashMap<>();
    private final Map<String, Writer> hosts = new LinkedHashMap<>();
    private final Map<SubjectRef, Map<String, Integer>> columns = new HashMap<>();
    private final HostTimes times = new HostTimes();
    private ThreadNames names;

    ProcStatSink(Program program, RunFiles files) throws IOException {
        this.program = program;
        for (HostDescription host : program.hosts()) {
            hosts.put(host.name(), open(files, "host-" + host.name()));
        }
        for (GuestDescription guest : program.guests()) {
            guests.put(guest.name(), open(files, "guest-" + guest.name()));
        }
    }

    /** Whether it needs a metric at each sample. */
    static boolean samples(Column column) {
        String name = column.metric().name();
        return switch (column.subject().kind()) {
            case VCPU -> COLUMNS.contains(name);
            case CPU -> name.equals(IDLE);
            case HOST -> name.equals(SWITCHES);
            default -> false;
        };
    }

    private static Writer open(RunFiles files, String machine) throws IOException {
        return new BufferedWriter(
                new OutputStreamWriter(files.create("procstat/" + machine + ".txt"), StandardCharsets.UTF_8));
    }

    @Override
    public void threads(ThreadNames threads) {
        names = threads;
    }

    @Override
    public boolean wantsObservations() {
        return true;
    }

    @Override
    public void observation(long instant, ObservationKind kind, SubjectRef subject, long a, long b) {
        times.observe(instant, kind, subject, a, b, names);
    }

    @Override
    public void columns(List<Column> all) {
        for (int i = 0; i < all.size(); i++) {
            Column column = all.get(i);
            columns.computeIfAbsent(column.subject(), s -> new HashMap<>())
                    .put(column.metric().name(), i);
        }
    }

    @Override
    public void sample(long instant, long[] values) {
        try {
            for (HostDescription host : program.hosts()) {
                host(host, instant, values);
            }
            for (GuestDescription guest : program.guests()) {
                guest(guest, instant, values);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void guest(GuestDescription guest, long instant, long[] values) throws IOException {
        long[] total = new long[COLUMNS.size()];
        StringBuilder lines = new StringBuilder();
        for (int cpu = 0; cpu < guest.vcpus().size(); cpu++) {
            SubjectRef vcpu = SubjectRef.numbered(Subject.VCPU, guest.name(), cpu);
            long[] nanos = new long[COLUMNS.size()];
            for (int i = 0; i < nanos.length; i++) {
                nanos[i] = values[columns.get(vcpu).get(COLUMNS.get(i))] / Duration.PS_PER_NANO;
                total[i] += nanos[i];
            }
            if (!times.isOffline(vcpu)) {
                lines.append("cpu").append(cpu).append(' ').append(line(nanos)).append('\n');
            }
        }
        write(guests.get(guest.name()), instant, line(total) + "\n" + lines);
    }

    private static String line(long[] nanos) {
        return ProcStat.ofNanos(nanos[0], nanos[1], nanos[2], nanos[3], nanos[4])
                .text();
    }

    private void host(HostDescription host, long instant, long[] values) throws IOException {
        long user = 0;
        long system = 0;
        long idle = 0;
        long guest = 0;
        StringBuilder lines = new StringBuilder();
        for (int cpu = 0; cpu < host.facts().cpus(); cpu++) {
            SubjectRef subject = SubjectRef.numbered(Subject.CPU, host.name(), cpu);
            HostTimes.Books books = times.at(subject, instant);
            long idleNanos = values[columns.get(subject).get(IDLE)] / Duration.PS_PER_NANO;
            user += books.user();
            system += books.system();
            guest += books.guest();
            idle += idleNanos;
            lines.append("cpu").append(cpu).append(' ');
            lines.append(ProcStat.ofHost(books.user(), books.system(), idleNanos, books.guest())
                            .text())
                    .append('\n');
        }
        SubjectRef whole = new SubjectRef(Subject.HOST, host.name(), "");
        lines.append("ctxt ").append(values[columns.get(whole).get(SWITCHES)]).append('\n');
        write(
                hosts.get(host.name()),
                instant,
                ProcStat.ofHost(user, system, idle, guest).text() + "\n" + lines);
    }

    private static void write(Writer out, long instant, String text) throws IOException {
        // The line of all processors has two blanks (fs/proc/stat.c, "cpu  ").
        out.write("# " + instant + " ps\ncpu  " + text);
    }

    @Override
    public void finish(long end) throws IOException {
        for (Map<String, Writer> machines : List.of(hosts, guests)) {
            for (Writer out : machines.values()) {
                out.close();
            }
        }
    }
}
