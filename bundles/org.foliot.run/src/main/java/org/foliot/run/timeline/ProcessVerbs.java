package org.foliot.run.timeline;

import org.foliot.run.RefusalReason;
import org.foliot.run.world.GuestUnit;
import org.foliot.run.world.World;

/** What a timeline can do to a process of a guest. */
final class ProcessVerbs {
    private final World world;
    private final GuestObstacles obstacles;

    ProcessVerbs(World world, GuestObstacles obstacles) {
        this.world = world;
        this.obstacles = obstacles;
    }

    Reply play(Deed deed) {
        GuestUnit unit = world.guest(deed.target());
        int process = unit.process(deed.target().name());
        return obstacles.inside(unit).orElseGet(() -> {
            switch (deed.verb()) {
                case "start" -> unit.guest().startProcess(process);
                case "stop" -> unit.guest().stopProcess(process);
                case "nice" -> {
                    long value = deed.required("to", Long.class);
                    if (value < -20 || value > 19) {
                        return Reply.refused(RefusalReason.RANGE, "nice " + value + " is not between -20 and 19");
                    }
                    unit.guest().nice(process, (int) value);
                }
                default -> throw new IllegalArgumentException("no process can " + deed.verb());
            }
            return Reply.DONE;
        });
    }
}
