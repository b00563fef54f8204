package org.foliot.study;

import java.util.stream.Stream;
import org.foliot.program.study.Grid;
import org.foliot.program.study.Study;
import org.foliot.program.study.StudyPoint;

/** The points of a study: those of its grid, or those that a design of sensitivity chooses. */
public interface StudyPoints {
    /** The points of a study. */
    static StudyPoints of(Study study) {
        if (study.sensitivity().isPresent()) {
            return Design.of(study);
        }
        Grid grid = new Grid(study);
        return new StudyPoints() {
            @Override
            public Stream<StudyPoint> all() {
                return grid.points();
            }

            @Override
            public StudyPoint at(long number) {
                return grid.at(number);
            }
        };
    }

    /** All of them in order, made as they are asked for. */
    Stream<StudyPoint> all();

    /** The point of a number. */
    StudyPoint at(long number);
}
