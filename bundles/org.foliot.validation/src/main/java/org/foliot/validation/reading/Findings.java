package org.foliot.validation.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.foliot.validation.Problem;

/** Collects what is wrong with one case, or with the file around the cases. */
final class Findings {
    private final String file;
    private final Optional<String> caseId;
    private final List<Problem> problems = new ArrayList<>();

    Findings(String file, Optional<String> caseId) {
        this.file = file;
        this.caseId = caseId;
    }

    /** Something is wrong at a place; said once, however often it is found. */
    void add(String path, String message) {
        Problem problem = new Problem(file, caseId, path, message);
        if (!problems.contains(problem)) {
            problems.add(problem);
        }
    }

    /** Takes findings that nobody wants to hear: of what is in an object that is not there. */
    Findings unheard() {
        return new Findings(file, caseId);
    }

    boolean isEmpty() {
        return problems.isEmpty();
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }
}
