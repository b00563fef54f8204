package org.foliot.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProcStatTest {
    private static final long PS_PER_TICK = 10_000_000_000L;

    private static TracedRun run;

    @BeforeAll
    static void write() {
        run = TracedRun.in(TraceFormat.PROCSTAT);
    }

    /** The lines of the last sample. */
    private static List<String> last(String machine) {
        String text = run.text("procstat/" + machine + ".txt");
        return text.substring(text.lastIndexOf("# ")).lines().toList();
    }

    private static long[] numbers(String line) {
        return Arrays.stream(line.substring(line.indexOf(' ')).strip().split(" "))
                .mapToLong(Long::parseLong)
                .toArray();
    }

    @Test
    void thereIsABlockPerSampleWithItsInstant() {
        List<String> instants = run.text("procstat/guest-web.txt")
                .lines()
                .filter(l -> l.startsWith("#"))
                .toList();
        assertThat(instants)
                .hasSize(21)
                .startsWith("# 0 ps", "# 100000000000 ps")
                .endsWith("# 2000000000000 ps");
    }

    @Test
    void aGuestShowsItsOwnBooksInHundredths() {
        List<String> lines = last("guest-web");
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("cpu  ");
        for (int i = 0; i < 2; i++) {
            String vcpu = "web.vcpu[" + i + "]";
            assertThat(lines.get(2 + i)).startsWith("cpu" + i + " ");
            long[] numbers = numbers(lines.get(2 + i));
            assertThat(numbers).hasSize(10);
            assertThat(numbers[0]).isEqualTo(run.metric(vcpu, "user_time") / PS_PER_TICK);
            assertThat(numbers[3]).isEqualTo(run.metric(vcpu, "idle_time") / PS_PER_TICK);
            assertThat(numbers[7]).isEqualTo(run.metric(vcpu, "steal_time") / PS_PER_TICK);
        }
        assertThat(numbers(lines.get(1))[7]).isPositive();
    }

    @Test
    void aHostShowsGuestTimeAsUserTimeToo() {
        long guest = 0;
        for (String host : List.of("src", "dst")) {
            List<String> lines = last("host-" + host);
            assertThat(lines).hasSize(5);
            assertThat(lines.get(4)).isEqualTo("ctxt " + run.metric(host, "switches"));
            for (int i = 0; i < 2; i++) {
                long[] numbers = numbers(lines.get(2 + i));
                String cpu = host + ".cpu[" + i + "]";
                assertThat(numbers[0] + numbers[2])
                        .isBetween(run.metric(cpu, "busy") / PS_PER_TICK - 2, run.metric(cpu, "busy") / PS_PER_TICK);
                assertThat(numbers[3]).isEqualTo(run.metric(cpu, "idle") / PS_PER_TICK);
                assertThat(numbers[8]).isLessThan(numbers[0]);
            }
            guest += numbers(lines.get(1))[8];
        }
        long running = run.metric("web.vcpu[0]", "running") + run.metric("web.vcpu[1]", "running");
        assertThat(guest).isBetween(running / PS_PER_TICK - 2, running / PS_PER_TICK);
    }
}
