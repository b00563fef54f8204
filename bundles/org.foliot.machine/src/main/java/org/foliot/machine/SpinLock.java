package org.foliot.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * A spin lock that tasks of one kind share. When it is released, whoever spins at that instant and was made first gets it: the
 * lock is not fair, and who is not running does not get it, which is what makes preemption of a holder costly.
 */
final class SpinLock {
    private final List<Routine.Locking> members = new ArrayList<>();
    private Routine.Locking holder;

    void add(Routine.Locking member) {
        members.add(member);
    }

    boolean isHeldBy(Routine.Locking member) {
        return holder == member;
    }

    boolean tryTake(Routine.Locking member) {
        if (holder == null) {
            holder = member;
        }
        return holder == member;
    }

    void release() {
        holder = null;
        for (Routine.Locking member : members) {
            if (member.spins()) {
                holder = member;
                member.task.interrupt();
                return;
            }
        }
    }
}
