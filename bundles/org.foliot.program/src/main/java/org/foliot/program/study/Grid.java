package org.foliot.program.study;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.foliot.program.study.StudyPoint.Coordinate;

/**
 * The points of a study: every combination of the rows of its variations that meets its conditions, the last variation
 * running fastest. Points are made when they are asked for.
 */
public final class Grid implements Iterable<StudyPoint> {
    private final List<Variation> variations;
    private final List<PointCondition> conditions;
    private final long combinations;

    /**
     * The grid of a study.
     *
     * @throws ArithmeticException when there are more than 2^63 combinations
     */
    public Grid(Study study) {
        variations = study.variations();
        conditions = study.conditions();
        long product = 1;
        for (Variation variation : variations) {
            product = Math.multiplyExact(product, variation.rows().size());
        }
        combinations = product;
    }

    /** How many points there would be without conditions. */
    public long combinations() {
        return combinations;
    }

    /** The points in order. */
    public Stream<StudyPoint> points() {
        return LongStream.range(0, combinations).mapToObj(this::at).filter(this::isWanted);
    }

    @Override
    public Iterator<StudyPoint> iterator() {
        return points().iterator();
    }

    private boolean isWanted(StudyPoint point) {
        return conditions.stream().allMatch(c -> PointTerms.holds(c, point));
    }

    /**
     * The combination of a number, whether it meets the conditions or not.
     *
     * @param number 0 to below {@link #combinations()}
     */
    public StudyPoint at(long number) {
        List<List<AxisValue>> rows = new ArrayList<>();
        long rest = number;
        for (int i = variations.size() - 1; i >= 0; i--) {
            int count = variations.get(i).rows().size();
            rows.add(0, variations.get(i).rows().get((int) (rest % count)));
            rest /= count;
        }
        List<Coordinate> coordinates = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < rows.get(i).size(); j++) {
                coordinates.add(new Coordinate(
                        variations.get(i).axes().get(j), rows.get(i).get(j)));
            }
        }
        return new StudyPoint(number, coordinates);
    }
}
