package org.foliot.compiler;

import java.util.List;
import java.util.Optional;
import org.foliot.dsl.Diagnostic;
import org.foliot.program.study.PointProgram;

/**
 * What came of compiling the scenario of a study at one of its points.
 *
 * @param program what can be run; absent where the scenario is wrong with the values of the point
 * @param errors what is wrong, each naming the point
 */
public record PointCompilation(Optional<PointProgram> program, List<Diagnostic> errors) {
    public PointCompilation {
        errors = List.copyOf(errors);
    }
}
