package org.foliot.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.foliot.api.observation.Subject;

/** Knows the processes of all guests by the numbers that observations have of them: their places in the scenario. */
public final class ProcessNumbers {
    private final Map<String, List<SubjectRef>> ofGuest = new HashMap<>();

    /** Numbers the processes of a program. */
    public ProcessNumbers(Program program) {
        for (GuestDescription guest : program.guests()) {
            ofGuest.put(
                    guest.name(),
                    guest.processes().stream()
                            .map(p -> new SubjectRef(Subject.PROCESS, guest.name(), p.name()))
                            .toList());
        }
    }

    /**
     * A process.
     *
     * @param number from 0
     */
    public SubjectRef of(String guest, long number) {
        return ofGuest.get(guest).get(Math.toIntExact(number));
    }
}
