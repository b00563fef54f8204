package org.foliot.program.study;

import java.util.List;
import org.foliot.program.MeasureDefinition;
import org.foliot.program.Program;

/**
 * What is run at one point of a study.
 *
 * @param program the scenario with the values of the point
 * @param measures what is measured, in the order of the study
 * @param distributions of what distributions are kept, in the order of the study
 */
public record PointProgram(
        Program program, List<MeasureDefinition> measures, List<DistributionDefinition> distributions) {
    public PointProgram {
        measures = List.copyOf(measures);
        distributions = List.copyOf(distributions);
    }
}
