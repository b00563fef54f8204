package org.foliot.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.foliot.export.Svg;
import org.foliot.export.TimeUnit;
import org.foliot.report.drawing.Colours;
import org.foliot.report.drawing.Lettering;
import org.foliot.report.drawing.Scale;
import org.foliot.report.drawing.TimeAxis;
import org.foliot.report.drawing.Words;

/**
 * Curves of one kind below a timeline.
 *
 * @param title what they are
 * @param curves those that go farthest, if there are more than can be told apart
 */
record CurvePanel(String title, List<Curve> curves) {
    static final int HEIGHT = 150;
    private static final int MOST = 8;
    private static final int PLOT = 92;

    /** The panels of a run: stolen time, what of run_delay it does not show, and clock error. */
    static List<CurvePanel> of(RunView view) {
        List<CurvePanel> panels = new ArrayList<>();
        Map<String, Curve> stolen = view.curves("stolen");
        if (!stolen.isEmpty()) {
            panels.add(new CurvePanel("stolen time, as the guest sees it", most(stolen.values())));
            List<Curve> behind = most(view.curves("run_delay").values().stream()
                    .map(c -> stolen.containsKey(c.subject()) ? c.minus(stolen.get(c.subject())) : c)
                    .toList());
            panels.add(new CurvePanel("run_delay − stolen: booked by the host, not shown to the guest", behind));
        }
        Collection<Curve> errors = view.curves("clock_error").values();
        if (!errors.isEmpty()) {
            panels.add(new CurvePanel("clock error: CLOCK_REALTIME of the guest − true time", most(errors)));
        }
        return panels;
    }

    private static List<Curve> most(Collection<Curve> curves) {
        return curves.size() <= MOST
                ? List.copyOf(curves)
                : curves.stream()
                        .sorted(Comparator.comparingLong((Curve c) -> -Math.abs(c.extreme())))
                        .limit(MOST)
                        .toList();
    }

    void draw(Svg svg, TimeAxis axis, double left, double right, double above) {
        long low = 0;
        long high = 0;
        for (Curve curve : curves) {
            for (int k = 0; k < curve.count(); k++) {
                low = Math.min(low, curve.value(k));
                high = Math.max(high, curve.value(k));
            }
        }
        TimeUnit unit = TimeUnit.fitting(Math.max(high, -low));
        double size = unit.picoseconds();
        double top = above + 16;
        Scale scale = Scale.linear(low / size, high / size, top + PLOT, top, 3);
        String heading = title + " [" + unit.symbol() + "]";
        svg.text(left, above + 8, Colours.INK, "bold", heading);
        axis.draw(svg, top, top + PLOT);
        Lettering.numbers(svg, scale, left, right, 8);
        double name = left + Words.width(heading, 13) + 30;
        for (int i = 0; i < curves.size(); i++) {
            Curve curve = curves.get(i);
            StringBuilder path = new StringBuilder();
            for (int k = 0; k < curve.count(); k++) {
                path.append(k == 0 ? 'M' : 'L')
                        .append(Svg.number(axis.at(curve.instant(k))))
                        .append(' ')
                        .append(Svg.number(scale.at(curve.value(k) / size)));
            }
            svg.begin("path")
                    .attribute("d", path.toString())
                    .attribute("fill", "none")
                    .attribute("stroke", Colours.ofSeries(i))
                    .attribute("stroke-width", 1.5)
                    .title(curve.subject())
                    .end("path");
            if (name + Words.width(curve.subject(), 11) < right) {
                svg.label(name, above + 8, "start", 11, Colours.ofSeries(i), "— " + curve.subject());
            }
            name += Words.width("— " + curve.subject(), 11) + 14;
        }
    }
}
