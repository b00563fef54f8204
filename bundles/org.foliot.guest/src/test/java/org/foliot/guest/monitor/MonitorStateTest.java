package org.foliot.guest.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.foliot.api.workload.Monitor;
import org.foliot.api.workload.ProgramKind;
import org.foliot.api.workload.Programs;
import org.junit.jupiter.api.Test;

/** What monitors make of a steal column that has decreased, with the numbers that people reported. */
class MonitorStateTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long PERCENT = 10_000_000L;

    private final long[] line = new long[8];
    private long nanos;

    private static MonitorState monitor(String kind, String... settings) {
        Map<String, String> map = new TreeMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put(settings[i], settings[i + 1]);
        }
        ProgramKind found = Programs.monitors().stream()
                .filter(k -> k.name().equals(kind))
                .findFirst()
                .orElseThrow();
        return new MonitorState((Monitor) found.program(map));
    }

    /** The monitor reads again after some seconds in which columns have grown. */
    private void read(MonitorState monitor, long seconds, long user, long idle, long steal) {
        nanos += seconds * SECOND;
        line[Columns.USER] += user;
        line[Columns.IDLE] += idle;
        line[Columns.STEAL] += steal;
        monitor.read(new Reading(line.clone(), 1, nanos, nanos * 1000));
    }

    private static double percent(MonitorState monitor, Monitored what) {
        return (double) monitor.get(what) / PERCENT;
    }

    /** Those that read CPU times. */
    private static List<ProgramKind> readers() {
        return Programs.monitors().stream()
                .filter(k -> Monitor.class.isAssignableFrom(k.options()))
                .toList();
    }

    @Test
    void allOfThemAgreeWhileTheNumbersGrow() {
        for (ProgramKind kind : readers()) {
            MonitorState monitor = monitor(kind.name());
            read(monitor, 0, 0, 0, 0);
            assertThat(monitor.get(Monitored.TOTAL_PERCENT)).isZero();
            read(monitor, 10, 500, 250, 250);

            assertThat(percent(monitor, Monitored.USER_PERCENT)).as(kind.name()).isEqualTo(50);
            assertThat(percent(monitor, Monitored.IDLE_PERCENT)).as(kind.name()).isEqualTo(25);
            assertThat(percent(monitor, Monitored.STEAL_PERCENT))
                    .as(kind.name())
                    .isEqualTo(25);
            assertThat(percent(monitor, Monitored.TOTAL_PERCENT))
                    .as(kind.name())
                    .isEqualTo(100);
            assertThat(percent(monitor, Monitored.STEAL_RATE)).as(kind.name()).isEqualTo(25);
            assertThat(monitor.get(Monitored.SAMPLES)).isEqualTo(2);
            assertThat(monitor.get(Monitored.INVALID_SAMPLES)).isZero();
        }
    }

    @Test
    void oldTopShowsThirtyThousandPercentIdle() {
        // influxdata/telegraf#3342: 30000.0%id, -150635151360.0%st
        MonitorState top = monitor("top", "trim", "idle");
        read(top, 0, 0, 0, 5_000_000_000L);
        read(top, 3, 0, 300, -1_506_351_514L);

        assertThat(percent(top, Monitored.IDLE_PERCENT)).isEqualTo(30_000);
        assertThat(percent(top, Monitored.STEAL_PERCENT)).isEqualTo(-150_635_151_400.0);
        assertThat(top.get(Monitored.INVALID_SAMPLES)).isOne();
        assertThat(top.get(Monitored.OUTAGE)).isEqualTo(3 * SECOND * 1000);
    }

    @Test
    void newTopShowsNothingOfADecrease() {
        // giampaolo/psutil#1210: top shows 99.7 id and 0.0 st while psutil shows 100 % steal
        MonitorState top = monitor("top");
        read(top, 0, 0, 0, 5_000_000_000L);
        read(top, 3, 1, 299, -1_506_351_514L);

        assertThat(percent(top, Monitored.STEAL_PERCENT)).isZero();
        assertThat(percent(top, Monitored.IDLE_PERCENT)).isBetween(99.66, 99.67);
        assertThat(top.get(Monitored.INVALID_SAMPLES)).isZero();
        assertThat(percent(top, Monitored.STEAL_RATE)).isNegative();
    }

    @Test
    void newTopIsIdleWhenNothingAtAllHasGrown() {
        MonitorState top = monitor("top");
        read(top, 0, 0, 0, 0);
        read(top, 3, 0, 0, 0);

        assertThat(percent(top, Monitored.IDLE_PERCENT)).isEqualTo(100);
    }

    @Test
    void psutilOnceShowedAHundredPercentStealForADecrease() {
        MonitorState psutil = monitor("psutil", "deltas", "signed");
        read(psutil, 0, 0, 0, 5_000_000_000L);
        read(psutil, 1, 3, 97, -832_457_433L);

        assertThat(percent(psutil, Monitored.STEAL_PERCENT)).isEqualTo(100);
        assertThat(percent(psutil, Monitored.USER_PERCENT)).isZero();
        assertThat(percent(psutil, Monitored.IDLE_PERCENT)).isZero();
        assertThat(psutil.get(Monitored.INVALID_SAMPLES)).isZero();
    }

    @Test
    void psutilTrimsADecreaseSinceThen() {
        MonitorState psutil = monitor("psutil");
        read(psutil, 0, 0, 0, 5_000_000_000L);
        read(psutil, 1, 3, 97, -832_457_433L);

        assertThat(percent(psutil, Monitored.STEAL_PERCENT)).isZero();
        assertThat(percent(psutil, Monitored.USER_PERCENT)).isEqualTo(3);
        assertThat(percent(psutil, Monitored.IDLE_PERCENT)).isEqualTo(97);
    }

    @Test
    void psutilShowsTooLittleBelowASecond() {
        MonitorState psutil = monitor("psutil");
        read(psutil, 0, 0, 0, 0);
        read(psutil, 0, 25, 25, 0);

        assertThat(percent(psutil, Monitored.TOTAL_PERCENT)).isEqualTo(50);
    }

    @Test
    void psutilRoundsToOneDecimal() {
        MonitorState psutil = monitor("psutil");
        read(psutil, 0, 0, 0, 0);
        read(psutil, 30, 1, 2999, 0);

        assertThat(percent(psutil, Monitored.USER_PERCENT)).isZero();
        assertThat(percent(psutil, Monitored.IDLE_PERCENT)).isEqualTo(100);
    }

    @Test
    void collectdShowsALittleMoreThanAHundredPercent() {
        // collectd/collectd#3766: about 100.00015 % steal and -0.0001 % idle
        MonitorState collectd = monitor("collectd");
        read(collectd, 0, 0, 0, 5_000_000_000L);
        read(collectd, 10, 0, 1000, -666_667_667L);

        assertThat(percent(collectd, Monitored.STEAL_PERCENT)).isBetween(100.00014, 100.00016);
        assertThat(percent(collectd, Monitored.IDLE_PERCENT)).isBetween(-0.00016, -0.00014);
        assertThat(collectd.get(Monitored.INVALID_SAMPLES)).isOne();
    }

    @Test
    void telegrafRefusesATotalThatHasDecreasedUntilItHasCaughtUp() {
        MonitorState kept = monitor("telegraf", "baseline", "kept");
        MonitorState renewed = monitor("telegraf");
        for (MonitorState telegraf : new MonitorState[] {kept, renewed}) {
            nanos = 0;
            Arrays.fill(line, 0);
            read(telegraf, 0, 0, 0, 4000);
            read(telegraf, 10, 1000, 0, -4000);
            read(telegraf, 10, 1000, 0, 0);
            read(telegraf, 10, 1000, 0, 0);
            read(telegraf, 10, 1500, 0, 0);
        }

        // Three refusals, and then what has been added since the reading before them.
        assertThat(kept.get(Monitored.INVALID_SAMPLES)).isEqualTo(4);
        assertThat(kept.get(Monitored.OUTAGE)).isEqualTo(40 * SECOND * 1000);
        assertThat(percent(kept, Monitored.STEAL_PERCENT)).isEqualTo(-800);
        assertThat(percent(kept, Monitored.USER_PERCENT)).isEqualTo(900);
        assertThat(renewed.get(Monitored.INVALID_SAMPLES)).isOne();
        assertThat(renewed.get(Monitored.OUTAGE)).isEqualTo(10 * SECOND * 1000);
        assertThat(percent(renewed, Monitored.USER_PERCENT)).isEqualTo(100);
    }

    @Test
    void telegrafSaysNothingWhenNothingHasGrown() {
        MonitorState telegraf = monitor("telegraf");
        read(telegraf, 0, 0, 0, 0);
        read(telegraf, 10, 0, 1000, 0);
        read(telegraf, 10, 0, 0, 0);

        assertThat(percent(telegraf, Monitored.IDLE_PERCENT)).isEqualTo(100);
        assertThat(telegraf.get(Monitored.INVALID_SAMPLES)).isZero();
    }

    @Test
    void theExportersPlainDifferenceIsNegative() {
        // prometheus/node_exporter#742: -832457433 in a second
        MonitorState exporter = monitor("node_exporter", "on_decrease", "difference");
        read(exporter, 0, 0, 0, 5_000_000_000L);
        read(exporter, 1, 1, 99, -832_457_433L);

        assertThat(percent(exporter, Monitored.STEAL_RATE)).isEqualTo(-832_457_433.0);
        assertThat(exporter.get(Monitored.INVALID_SAMPLES)).isOne();
    }

    @Test
    void rateTakesADecreaseForACounterThatBeganAgain() {
        MonitorState exporter = monitor("node_exporter", "on_decrease", "reset");
        read(exporter, 0, 0, 0, 5_000);
        read(exporter, 10, 100, 900, -2_000);

        assertThat(percent(exporter, Monitored.STEAL_RATE)).isEqualTo(300);
        assertThat(exporter.get(Monitored.INVALID_SAMPLES)).isOne();
    }

    @Test
    void anExporterThatHoldsItsCountersShowsNoStealUntilTheyHaveCaughtUp() {
        MonitorState exporter = monitor("node_exporter");
        read(exporter, 0, 0, 0, 5_000);
        read(exporter, 10, 100, 900, -400);
        assertThat(percent(exporter, Monitored.STEAL_RATE)).isZero();
        read(exporter, 10, 0, 500, 500);

        assertThat(percent(exporter, Monitored.STEAL_RATE)).isEqualTo(10);
        assertThat(exporter.get(Monitored.INVALID_SAMPLES)).isZero();
    }

    @Test
    void anExporterBeginsAgainWhenIdleGoesBackBySeconds() {
        MonitorState exporter = monitor("node_exporter");
        read(exporter, 0, 0, 1_000, 5_000);
        read(exporter, 10, 0, -1_000, -5_000);
        read(exporter, 10, 0, 500, 500);

        assertThat(percent(exporter, Monitored.STEAL_RATE)).isEqualTo(50);
        assertThat(percent(exporter, Monitored.IDLE_PERCENT)).isEqualTo(50);
    }

    @Test
    void alertsSeeStealOrNot() {
        String[] rules = {"usage", "usage_and_steal", "steal", "wrong_column"};
        long[] alerts = {0, 1, 1, 0};
        for (int i = 0; i < rules.length; i++) {
            MonitorState top = monitor("top", "alert", rules[i], "alert_above", "40 %");
            read(top, 0, 0, 0, 0);
            read(top, 3, 90, 60, 150);
            read(top, 3, 90, 60, 150);

            assertThat(top.get(Monitored.ALERTS)).as(rules[i]).isEqualTo(alerts[i]);
        }
    }

    @Test
    void anAlertEndsAndBeginsAgain() {
        MonitorState top = monitor("top");
        read(top, 0, 0, 0, 0);
        for (int i = 0; i < 3; i++) {
            read(top, 3, 300, 0, 0);
            read(top, 3, 300, 0, 0);
            read(top, 3, 0, 300, 0);
        }

        assertThat(top.get(Monitored.ALERTS)).isEqualTo(3);
    }

    @Test
    void aLineThatIsNotThereGivesNothing() {
        MonitorState top = monitor("top", "line", "cpu1");
        assertThat(top.cpu()).isOne();
        read(top, 0, 0, 0, 0);
        read(top, 3, 300, 0, 0);
        nanos += 3 * SECOND;
        top.readNothing(nanos);
        read(top, 3, 0, 300, 0);
        assertThat(percent(top, Monitored.USER_PERCENT)).isEqualTo(100);
        read(top, 3, 0, 300, 0);

        assertThat(percent(top, Monitored.IDLE_PERCENT)).isEqualTo(100);
        assertThat(top.get(Monitored.OUTAGE)).isEqualTo(3 * SECOND * 1000);
        assertThat(top.get(Monitored.SAMPLES)).isEqualTo(5);
    }

    @Test
    void aCopyLivesOnByItself() {
        for (ProgramKind kind : readers()) {
            MonitorState monitor = monitor(kind.name());
            read(monitor, 0, 0, 0, 0);
            read(monitor, 10, 1000, 0, 0);
            MonitorState copy = monitor.copy();
            for (Monitored what : Monitored.values()) {
                assertThat(copy.get(what)).as(kind.name() + " " + what).isEqualTo(monitor.get(what));
            }
            read(copy, 10, 0, 1000, 0);

            assertThat(percent(monitor, Monitored.USER_PERCENT)).as(kind.name()).isEqualTo(100);
            assertThat(percent(copy, Monitored.IDLE_PERCENT)).as(kind.name()).isEqualTo(100);
        }
    }

    @Test
    void aMonitorThatIsStartedAgainKnowsNothing() {
        MonitorState top = monitor("top");
        read(top, 0, 0, 0, 0);
        read(top, 3, 300, 0, 0);
        top.start();

        for (Monitored what : Monitored.values()) {
            assertThat(top.get(what)).as(what.name()).isZero();
        }
    }
}
