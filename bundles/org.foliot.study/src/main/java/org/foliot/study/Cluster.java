package org.foliot.study;

import java.util.function.Consumer;

/** Machines elsewhere that make runs. A service, so that what it stands on is loaded only by those who ask for it. */
public interface Cluster {
    /**
     * Connects to it, or to as many machines as can be had.
     *
     * @param address where it is, such as {@code spark://HOST:PORT}
     * @param study whose runs the executor will make
     * @param news is told, for people, of what takes long
     * @throws IllegalArgumentException when the address cannot be one of such a cluster; the message says which can
     * @throws StudyException when it cannot be reached, or cannot be used
     */
    RunExecutor connect(String address, StudySource study, Consumer<String> news);
}
