package org.foliot.report;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.foliot.export.JsonDocument;
import org.foliot.export.RecordedEvent;
import org.foliot.export.Svg;
import org.foliot.report.RunFacts.GuestFact;
import org.foliot.report.drawing.Colours;
import org.foliot.report.drawing.Lettering;
import org.foliot.report.drawing.TimeAxis;
import org.foliot.report.drawing.Words;

/**
 * The timeline of a run as static SVG: lanes of processors and vCPUs, what happened, and curves. Where several states share a
 * column of pixels, each has its share of the lane's height. The same run gives the same bytes.
 */
public final class TimelinePicture {
    private static final int WIDTH = 1200;
    private static final int LEFT = 150;
    private static final int RIGHT = 20;
    private static final int COLUMNS = WIDTH - LEFT - RIGHT;
    private static final int ROW = 22;
    private static final int LANE = 17;
    private static final int HEAD = 92;
    private static final int STRIP = 26;
    private static final int AXIS = 46;
    private static final double SMALL = 11;
    private static final String ALARM = "#b3261e";

    private final RunView view;
    private final List<Lane> lanes;
    private final List<CurvePanel> panels;
    private final long end;
    private final TimeAxis axis;
    private final int top = HEAD + STRIP;
    private final Svg svg;

    private TimelinePicture(RunView view) {
        this.view = view;
        this.lanes = Lanes.inOrder(view);
        this.panels = CurvePanel.of(view);
        this.end = Math.max(1, view.facts().manifest().end());
        this.axis = new TimeAxis(end, LEFT, WIDTH - RIGHT);
        this.svg = new Svg(WIDTH, top + lanes.size() * ROW + AXIS + panels.size() * CurvePanel.HEIGHT + 8);
    }

    /** Writes the timeline of a run as SVG 1.1; the writer stays open. */
    public static void write(RunView view, Writer writer) throws IOException {
        TimelinePicture picture = new TimelinePicture(view);
        picture.draw();
        picture.svg.write(writer);
    }

    private void draw() {
        Lettering.title(svg, 12, view.facts().manifest().scenario());
        svg.label(12, 44, "start", SMALL, Colours.FAINT, summary());
        legend();
        int bottom = top + lanes.size() * ROW;
        axis.draw(svg, top, bottom);
        for (int i = 0; i < lanes.size(); i++) {
            lane(lanes.get(i), top + i * ROW);
        }
        events();
        double next = bottom + AXIS;
        for (CurvePanel panel : panels) {
            panel.draw(svg, axis, LEFT, WIDTH - RIGHT, next);
            next += CurvePanel.HEIGHT;
        }
    }

    private String summary() {
        String outcome = JsonDocument.word(view.facts().manifest().outcome());
        return outcome + ", " + Glance.rounded(end) + ", seed "
                + view.facts().manifest().seed();
    }

    private void legend() {
        double left = 12;
        for (StateColours.Entry entry : StateColours.VCPU) {
            left = entry(left, 64, entry.colour(), entry.word());
        }
        left = 12;
        List<GuestFact> guests = view.facts().guests();
        for (int i = 0; i < guests.size() && left < WIDTH - 260; i++) {
            left = entry(
                    left,
                    82,
                    StateColours.ofGuest(i),
                    "CPU runs " + guests.get(i).name());
        }
        left = entry(left, 82, StateColours.TASK, "host task");
        entry(left, 82, StateColours.IDLE, "nothing");
    }

    private double entry(double left, double base, String colour, String word) {
        svg.rectangle(left, base - 10, 12, 12, colour, "");
        svg.label(left + 17, base, "start", SMALL, Colours.INK, word);
        return left + 17 + Words.width(word, SMALL) + 18;
    }

    private void lane(Lane lane, double above) {
        String name = Words.fitting(lane.subject(), SMALL, LEFT - 20);
        svg.label(LEFT - 8, above + 13, "end", SMALL, Colours.INK, name);
        svg.rectangle(LEFT, above, COLUMNS, LANE, Colours.GROUND, "");
        StateColours colours = StateColours.of(lane, view.facts().guests());
        LaneShares shares = LaneShares.of(lane, colours::place, colours.count(), end, COLUMNS);
        List<StringBuilder> paths = new ArrayList<>();
        for (int i = 0; i < colours.count(); i++) {
            paths.add(new StringBuilder());
        }
        int column = 0;
        while (column < COLUMNS) {
            int whole = shares.whole(column);
            int next = column + 1;
            if (whole >= 0) {
                while (next < COLUMNS && shares.whole(next) == whole) {
                    next++;
                }
                box(paths.get(whole), LEFT + column, above, next - column, LANE);
            } else {
                stack(paths, shares, column, above + LANE);
            }
            column = next;
        }
        for (int i = 0; i < colours.count(); i++) {
            if (paths.get(i).length() > 0) {
                svg.begin("path")
                        .attribute("d", paths.get(i).toString())
                        .attribute("fill", colours.colour(i))
                        .title(lane.subject() + ": " + colours.word(i))
                        .end("path");
            }
        }
    }

    private static void stack(List<StringBuilder> paths, LaneShares shares, int column, double below) {
        double base = below;
        for (int kind = 0; kind < paths.size(); kind++) {
            double height = Math.min(1, shares.at(column, kind)) * LANE;
            if (height >= 0.05) {
                box(paths.get(kind), LEFT + column, base - height, 1, height);
                base -= height;
            }
        }
    }

    private static void box(StringBuilder path, double left, double above, double width, double height) {
        path.append('M')
                .append(Svg.number(left))
                .append(' ')
                .append(Svg.number(above))
                .append('h')
                .append(Svg.number(width))
                .append('v')
                .append(Svg.number(height))
                .append('h')
                .append(Svg.number(-width))
                .append('z');
    }

    private void events() {
        double middle = HEAD + 14;
        svg.label(LEFT - 8, middle + 4, "end", SMALL, Colours.FAINT, "events");
        // Of events that would cover each other, the first is drawn.
        double last = Double.NEGATIVE_INFINITY;
        for (RecordedEvent event : view.events()) {
            double x = axis.at(event.instant());
            if (event.kind() == RecordedEvent.Kind.MOVED) {
                arrow(event, x);
            } else if (event.kind() != RecordedEvent.Kind.STAGE && x >= last + 3) {
                boolean refused = event.kind() == RecordedEvent.Kind.REFUSED;
                String shape = "M" + Svg.number(x - 5) + " " + Svg.number(middle - 5) + "h10l-5 10z";
                svg.begin("path")
                        .attribute("d", shape)
                        .attribute("fill", refused ? ALARM : Colours.INK)
                        .title(Glance.rounded(event.instant()) + "  " + (refused ? "refused: " : "") + event.text())
                        .end("path");
                last = x;
            }
        }
        for (RunFacts.VerdictFact verdict : view.facts().verdicts()) {
            verdict.instant().ifPresent(instant -> failure(verdict, axis.at(instant), middle));
        }
    }

    private void failure(RunFacts.VerdictFact verdict, double x, double middle) {
        svg.begin("path")
                .attribute("d", "M" + Svg.number(x - 5) + " " + Svg.number(middle - 5) + "l10 10m0 -10l-10 10")
                .attribute("stroke", ALARM)
                .attribute("stroke-width", 3)
                .title(verdict.place().text() + " failed")
                .end("path");
    }

    /** From the processors that a guest left to those that it came to. */
    private void arrow(RecordedEvent event, double x) {
        double from = middleOf(event.from());
        double to = middleOf(event.to());
        if (from < 0 || to < 0) {
            return;
        }
        double down = Math.signum(to - from);
        svg.line(x, from, x, to - 6 * down, Colours.INK, 2);
        String head = "M" + Svg.number(x) + " " + Svg.number(to) + "l-5 " + Svg.number(-9 * down) + "h10z";
        svg.begin("path")
                .attribute("d", head)
                .attribute("fill", Colours.INK)
                .title(event.subject() + " moved from " + event.from() + " to " + event.to())
                .end("path");
        svg.begin("text")
                .attribute("x", x + 6)
                .attribute("y", (from + to) / 2 + 4)
                .attribute("font-size", SMALL)
                .attribute("fill", Colours.INK)
                .attribute("stroke", "#ffffff")
                .attribute("stroke-width", 3)
                .attribute("paint-order", "stroke")
                .content(event.subject())
                .end("text");
    }

    private double middleOf(String host) {
        int first = -1;
        int last = -1;
        for (int i = 0; i < lanes.size(); i++) {
            if (!lanes.get(i).isVcpu() && lanes.get(i).owner().equals(host)) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return first < 0 ? -1 : top + (first + last) * ROW / 2.0 + LANE / 2.0;
    }
}
