package org.foliot.study;

import java.util.List;
import org.foliot.program.study.Study;
import org.foliot.run.BundleUse;

/**
 * What came out of the runs of a study.
 *
 * @param study the study
 * @param origin what they were made from besides
 * @param points what came out at each point, in the order of the plan
 * @param complete whether every point has all its replications; not so when it was cancelled
 */
public record StudyResults(Study study, Origin origin, List<PointResult> points, boolean complete) {
    /**
     * What runs are made from, besides the study and its scenario.
     *
     * @param seed of the first replication, from which the others are derived
     * @param bundles what the programs of all points use, by kind and id
     */
    public record Origin(long seed, List<BundleUse> bundles) {
        public Origin {
            bundles = List.copyOf(bundles);
        }
    }

    public StudyResults {
        points = List.copyOf(points);
    }

    /** How many runs there are. */
    public long runs() {
        return points.stream().mapToLong(PointResult::runs).sum();
    }
}
