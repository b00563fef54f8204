package org.foliot.validation.reading;

import org.foliot.api.observation.Subject;
import org.foliot.program.SubjectRef;
import org.foliot.validation.Setup;

/** What the things of a case are called in its scenario. */
final class Subjects {
    static final SubjectRef VCPU = SubjectRef.numbered(Subject.VCPU, Setup.GUEST, 0);
    static final SubjectRef GUEST = new SubjectRef(Subject.GUEST, Setup.GUEST, "");

    private Subjects() {}

    static SubjectRef task(String name) {
        return new SubjectRef(Subject.TASK, Setup.HOST, name);
    }

    static SubjectRef process(String name) {
        return new SubjectRef(Subject.PROCESS, Setup.GUEST, name);
    }
}
