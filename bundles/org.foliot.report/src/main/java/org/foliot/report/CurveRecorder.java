package org.foliot.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.foliot.api.observation.Subject;

/** Collects samples of the metrics that are drawn; where there are too many, every second one, and again. */
final class CurveRecorder {
    /** As many points of a curve as can be told apart. */
    private static final int MOST = 4000;

    private final List<String> subjects = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();
    private int[] sources = {};
    private long[] instants = new long[MOST];
    private long[][] values = {};
    private int count;
    private int stride = 1;
    private int waiting;

    /** Says which metrics there will be values of. */
    void columns(List<String> paths) {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            String path = paths.get(i);
            int dot = path.lastIndexOf('.');
            if (dot > 0 && isDrawn(path.substring(0, dot), path.substring(dot + 1))) {
                subjects.add(path.substring(0, dot));
                metrics.add(path.substring(dot + 1));
                places.add(i);
            }
        }
        sources = places.stream().mapToInt(Integer::intValue).toArray();
        values = new long[sources.length][MOST];
    }

    private static boolean isDrawn(String subject, String metric) {
        boolean guest = subject.indexOf('.') < 0;
        return guest && Curves.isDrawn(Subject.GUEST, metric)
                || subject.contains(".vcpu[") && Curves.isDrawn(Subject.VCPU, metric);
    }

    /** Takes a sample. */
    void sample(long instant, long[] sampled) {
        if (waiting > 0) {
            waiting--;
            return;
        }
        if (count == MOST) {
            thin();
        }
        instants[count] = instant;
        for (int i = 0; i < sources.length; i++) {
            values[i][count] = sampled[sources[i]];
        }
        count++;
        waiting = stride - 1;
    }

    private void thin() {
        for (int i = 0; 2 * i < count; i++) {
            instants[i] = instants[2 * i];
            for (long[] each : values) {
                each[i] = each[2 * i];
            }
        }
        count = (count + 1) / 2;
        stride *= 2;
    }

    /** The curves. */
    List<Curve> curves() {
        List<Curve> curves = new ArrayList<>();
        long[] when = Arrays.copyOf(instants, count);
        for (int i = 0; i < sources.length; i++) {
            curves.add(new Curve(subjects.get(i), metrics.get(i), when, Arrays.copyOf(values[i], count)));
        }
        return curves;
    }
}
