package org.foliot.study;

import java.util.List;
import org.foliot.program.study.Study;

/**
 * What came out of the runs of a study.
 *
 * @param study the study
 * @param points what came out at each point, in the order of the plan
 * @param complete whether every point has all its replications; not so when it was cancelled
 */
public record StudyResults(Study study, List<PointResult> points, boolean complete) {
    public StudyResults {
        points = List.copyOf(points);
    }

    /** How many runs there are. */
    public long runs() {
        return points.stream().mapToLong(PointResult::runs).sum();
    }
}
