package org.foliot.study;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.foliot.program.study.Axis;
import org.foliot.program.study.AxisKind;
import org.foliot.program.study.AxisValue;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;
import org.foliot.program.study.StudyPoint.Coordinate;
import org.foliot.program.study.Variation;
import org.foliot.run.Measure;
import org.foliot.statistics.Morris;
import org.foliot.statistics.Sobol;

/**
 * The points that a design of sensitivity chooses. A range is taken as it is, in equal differences or equal ratios; of a list
 * each value has an equal share.
 */
final class Design implements StudyPoints {
    /** Levels of Morris's designs: the usual ones. */
    private static final int LEVELS = 4;

    /** Designs do not change with the seed of the runs, so that their points are the same whenever they are asked for. */
    private static final long SEED = 1;

    private static final double DIGITS = 1e4;

    private final Study study;
    private final List<double[]> places;

    private Design(Study study, List<double[]> places) {
        this.study = study;
        this.places = places;
    }

    static Design of(Study study) {
        return new Design(
                study,
                switch (study.sensitivity().orElseThrow().method()) {
                    case MORRIS -> morris(study).points();
                    case SOBOL -> sobol(study).points();
                });
    }

    static Morris morris(Study study) {
        return Morris.design(
                study.variations().size(), study.sensitivity().orElseThrow().size(), LEVELS, SEED);
    }

    static Sobol sobol(Study study) {
        return Sobol.design(
                study.variations().size(), study.sensitivity().orElseThrow().size(), SEED);
    }

    @Override
    public Stream<StudyPoint> all() {
        return LongStream.range(0, places.size()).mapToObj(this::at);
    }

    @Override
    public StudyPoint at(long number) {
        double[] place = places.get((int) number);
        List<Coordinate> coordinates = new ArrayList<>();
        for (int i = 0; i < place.length; i++) {
            Variation variation = study.variations().get(i);
            List<AxisValue> row = row(variation, place[i]);
            for (int j = 0; j < row.size(); j++) {
                coordinates.add(new Coordinate(variation.axes().get(j), row.get(j)));
            }
        }
        return new StudyPoint(number, coordinates);
    }

    private static List<AxisValue> row(Variation variation, double share) {
        if (variation.interval().isEmpty()) {
            int count = variation.rows().size();
            return variation.rows().get(Math.min(count - 1, (int) (share * count)));
        }
        Variation.Interval interval = variation.interval().get();
        double low = interval.low();
        double high = interval.high();
        double value = interval.logarithmic()
                ? low * StrictMath.exp(StrictMath.log(high / low) * share)
                : low + (high - low) * share;
        long amount = Math.max(interval.low(), Math.min(interval.high(), rounded(value)));
        return List.of(AxisValue.number(text(variation.axes().get(0), amount), amount));
    }

    /** To four digits, so that points can be read and written. */
    private static long rounded(double value) {
        double unit = 1;
        while (value / unit >= DIGITS) {
            unit *= 10;
        }
        return (long) (Math.rint(value / unit) * unit);
    }

    private static String text(Axis axis, long amount) {
        AxisKind kind = axis.kind();
        return switch (kind) {
            case TIME -> new Measure(amount, Measure.Kind.TIME).toString();
            case BYTES -> new Measure(amount, Measure.Kind.BYTES).toString();
            case RATIO -> new Measure(amount, Measure.Kind.RATIO).toString();
            case FREQUENCY -> amount + " Hz";
            case CYCLES -> amount + " cycles";
            case COUNT, WORD, RELEASE, ADDRESS -> Long.toString(amount);
        };
    }
}
