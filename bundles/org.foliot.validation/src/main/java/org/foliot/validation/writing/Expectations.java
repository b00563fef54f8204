package org.foliot.validation.writing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.foliot.time.Duration;
import org.foliot.validation.Interruption;
import org.foliot.validation.Quantity;
import org.foliot.validation.Quantity.Unit;
import org.foliot.validation.Range;
import org.foliot.validation.RecordedCase;
import org.foliot.validation.RecordedCase.Family;
import org.foliot.validation.Rule;
import org.foliot.validation.Setup;

/**
 * What the scenario of a case expects: the recorded ranges, with more room than the comparison leaves, because the scenario
 * looks at one place of the ticks and at the whole run from its beginning; and, of a VM, what is always so.
 */
public final class Expectations {
    private static final double ROOM = 0.03;

    /**
     * Metrics by the names of the quantities that are compared with them, where a part of the whole run says the same: waiting
     * is run_delay that need not wait for the end of a wait.
     */
    private static final Map<Family, Map<String, String>> METRICS = Map.of(
            Family.HOST, Map.of("run", "ran", "run_delay", "waiting"),
            Family.VM, Map.of("run_delay", "waiting", "steal", "waiting"),
            Family.GUEST, Map.of("run_delay", "run_delay", "steal page", "stolen", "charged", "charged"));

    private final RecordedCase recorded;
    private final List<String> lines = new ArrayList<>();

    private Expectations(RecordedCase recorded) {
        this.recorded = recorded;
    }

    /** The expectations of a case, one line each. */
    public static List<String> of(RecordedCase recorded) {
        Expectations expectations = new Expectations(recorded);
        recorded.setup().guest().ifPresent(guest -> expectations.ofGuest());
        if (recorded.setup().interruption().isEmpty()) {
            expectations.ofQuantities();
        }
        return expectations.lines;
    }

    private void ofGuest() {
        String vcpu = Setup.GUEST + ".vcpu[0]";
        lines.add("always " + vcpu + ".steal_clock nondecreasing");
        lines.add("always " + vcpu + ".stolen <= " + vcpu + ".run_delay");
        recorded.setup().interruption().ifPresent(this::ofInterruption);
    }

    private void ofInterruption(Interruption interruption) {
        // What keeps a VM from running without the wish of its scheduler is no stolen time: a competitor may have made
        // it wait
        // as before and after, but not for as long as this lasted.
        lines.add("at end " + Setup.GUEST + ".vcpu[0].stolen < elapsed - " + interruption.lasts());
        if (interruption.kind() == Interruption.Kind.STOP) {
            lines.add("at end " + Setup.GUEST + ".paused = " + interruption.lasts());
        }
    }

    private void ofQuantities() {
        Map<String, String> metrics = METRICS.get(recorded.family());
        for (Quantity quantity : recorded.quantities()) {
            String metric = metrics.getOrDefault(quantity.name(), "");
            if (quantity.rule().isJudged() && !metric.isEmpty()) {
                bounds(quantity.subject() + "." + metric + " / elapsed", fractions(quantity));
            } else if (quantity.rule().isJudged() && quantity.name().equals("share")) {
                share(quantity);
            }
        }
    }

    private void share(Quantity quantity) {
        Range observed = quantity.rule() instanceof Rule.Displaced displaced
                ? displaced.possible(quantity.observed())
                : quantity.observed();
        List<String> all = recorded.setup().tasks().stream()
                .map(t -> Setup.HOST + "." + t.name() + ".ran")
                .toList();
        bounds(quantity.subject() + ".ran / (" + String.join(" + ", all) + ")", observed);
    }

    private Range fractions(Quantity quantity) {
        double whole = (double) recorded.intervals().get(0).length().picoseconds() / Duration.PS_PER_MILLI;
        return quantity.unit() == Unit.FRACTION
                ? quantity.observed()
                : quantity.observed().times(1 / whole);
    }

    private void bounds(String expression, Range observed) {
        double least = observed.least() - ROOM;
        double greatest = observed.greatest() + ROOM;
        if (least > 0) {
            lines.add(String.format(Locale.ROOT, "at end %s >= %.1f %%", expression, 100 * least));
        }
        if (greatest < 1) {
            lines.add(String.format(Locale.ROOT, "at end %s <= %.1f %%", expression, 100 * greatest));
        }
    }
}
