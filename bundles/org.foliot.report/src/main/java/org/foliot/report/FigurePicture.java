package org.foliot.report;

import java.io.IOException;
import java.io.Writer;
import java.util.function.ToLongFunction;
import org.foliot.export.Svg;
import org.foliot.report.drawing.Colours;
import org.foliot.report.drawing.Lettering;
import org.foliot.report.drawing.Scale;
import org.foliot.report.drawing.TimeAxis;
import org.foliot.report.drawing.Words;

/**
 * Physical, live physical and virtual time of a vCPU over physical time, after Figure 1 of Arm DEN0057A, as static SVG. Live
 * physical time leaves out what the VMM paused; virtual time leaves out what was stolen as well.
 */
public final class FigurePicture {
    private static final int WIDTH = 760;
    private static final int LEFT = 70;
    private static final int RIGHT = 24;
    private static final int TOP = 74;
    private static final int PLOT = 330;
    private static final int POINTS = 400;
    private static final String LIVE = "#a4497c";

    /** The three times at one instant, in picoseconds since the vCPU's guest was started. */
    private record Times(long at, long physical, long live, long virtual) {}

    private final Lane lane;
    private final Times[] times;
    private final TimeAxis axis;
    private final Scale up;
    private final double unit;
    private final Svg svg = new Svg(WIDTH, TOP + PLOT + 62);

    private FigurePicture(Lane lane, long end) {
        this.lane = lane;
        this.times = times(lane, end);
        this.axis = new TimeAxis(end, LEFT, WIDTH - RIGHT);
        this.unit = axis.unit().picoseconds();
        this.up = Scale.exact(0, Math.max(1, end - lane.start()) / unit, TOP + PLOT, TOP, 6);
    }

    /**
     * Writes the figure of a vCPU as SVG 1.1; the writer stays open.
     *
     * @param lane of a vCPU
     * @param end of the run, in picoseconds
     */
    public static void write(Lane lane, long end, Writer writer) throws IOException {
        FigurePicture picture = new FigurePicture(lane, Math.max(1, end));
        picture.draw();
        picture.svg.write(writer);
    }

    private static Times[] times(Lane lane, long end) {
        Times[] times = new Times[POINTS + 1];
        long span = Math.max(0, end - lane.start());
        long paused = 0;
        long stolen = 0;
        long begin = lane.start();
        int segment = 0;
        for (int i = 0; i <= POINTS; i++) {
            long at = lane.start() + span / POINTS * i + span % POINTS * i / POINTS;
            while (segment < lane.count() && begin + lane.length(segment) <= at) {
                paused += is(lane, segment, "paused") ? lane.length(segment) : 0;
                stolen += is(lane, segment, "waiting") ? lane.length(segment) : 0;
                begin += lane.length(segment);
                segment++;
            }
            boolean within = segment < lane.count();
            long nowPaused = paused + (within && is(lane, segment, "paused") ? at - begin : 0);
            long nowStolen = stolen + (within && is(lane, segment, "waiting") ? at - begin : 0);
            long physical = at - lane.start();
            times[i] = new Times(at, physical, physical - nowPaused, physical - nowPaused - nowStolen);
        }
        return times;
    }

    private static boolean is(Lane lane, int segment, String state) {
        return lane.states().get(lane.place(segment)).equals(state);
    }

    private void draw() {
        Lettering.title(svg, LEFT, "Physical, live physical and virtual time of " + lane.subject());
        Lettering.numbers(svg, up, LEFT, WIDTH - RIGHT, 7);
        axis.draw(svg, TOP, TOP + PLOT);
        svg.label((LEFT + WIDTH - RIGHT) / 2.0, TOP + PLOT + 36, "middle", 12, Colours.INK, "physical time");
        Lettering.upwards(
                svg, TOP + PLOT / 2.0, "time of the vCPU [" + axis.unit().symbol() + "]");
        band(Times::live, Times::physical, "#cc79a7", "paused");
        band(Times::virtual, Times::live, "#d55e00", "stolen");
        line(Times::physical, Colours.INK, "2 3", "physical time");
        line(Times::live, LIVE, "7 4", "live physical time");
        line(Times::virtual, "#0072b2", "", "virtual time");
        legend();
    }

    private String point(Times time, ToLongFunction<Times> of) {
        return Svg.number(axis.at(time.at())) + " " + Svg.number(up.at(of.applyAsLong(time) / unit));
    }

    private void band(ToLongFunction<Times> low, ToLongFunction<Times> high, String colour, String title) {
        StringBuilder path = new StringBuilder("M");
        for (int i = 0; i < times.length; i++) {
            path.append(i == 0 ? "" : "L").append(point(times[i], high));
        }
        for (int i = times.length - 1; i >= 0; i--) {
            path.append('L').append(point(times[i], low));
        }
        svg.begin("path")
                .attribute("d", path.append('Z').toString())
                .attribute("fill", colour)
                .attribute("fill-opacity", 0.22)
                .title(title)
                .end("path");
    }

    private void line(ToLongFunction<Times> of, String colour, String dashes, String title) {
        StringBuilder path = new StringBuilder("M");
        for (int i = 0; i < times.length; i++) {
            path.append(i == 0 ? "" : "L").append(point(times[i], of));
        }
        svg.begin("path")
                .attribute("d", path.toString())
                .attribute("fill", "none")
                .attribute("stroke", colour);
        stroke(dashes).title(title).end("path");
    }

    private Svg stroke(String dashes) {
        svg.attribute("stroke-width", 2.2);
        return dashes.isEmpty() ? svg : svg.attribute("stroke-dasharray", dashes);
    }

    private void legend() {
        Times last = times[times.length - 1];
        double left = LEFT;
        left = entry(left, Colours.INK, "2 3", "physical " + Glance.rounded(last.physical()));
        left = entry(left, LIVE, "7 4", "live physical " + Glance.rounded(last.live()));
        entry(left, "#0072b2", "", "virtual " + Glance.rounded(last.virtual()));
        left = LEFT;
        left = swatch(left, "#cc79a7", "paused " + Glance.rounded(last.physical() - last.live()));
        swatch(left, "#d55e00", "stolen " + Glance.rounded(last.live() - last.virtual()));
    }

    private double entry(double left, String colour, String dashes, String word) {
        svg.begin("path").attribute("d", "M" + Svg.number(left) + " 44h24").attribute("stroke", colour);
        stroke(dashes).end("path");
        svg.label(left + 30, 48, "start", 11, Colours.INK, word);
        return left + 30 + Words.width(word, 11) + 20;
    }

    private double swatch(double left, String colour, String word) {
        svg.begin("rect")
                .attribute("x", left + 6)
                .attribute("y", 55)
                .attribute("width", 12)
                .attribute("height", 12)
                .attribute("fill", colour)
                .attribute("fill-opacity", 0.35)
                .end("rect");
        svg.label(left + 30, 65, "start", 11, Colours.INK, word);
        return left + 30 + Words.width(word, 11) + 20;
    }
}
