package org.foliot.study;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.foliot.program.study.StudyPoint;

/**
 * The seeds of a study. Common ones are the numbers from the base on, so that a replication has the same random numbers at
 * all points, and differences between points come from what differs; independent ones depend on the values of the point,
 * not on its number, so that they stay when the study grows.
 */
final class Seeds {
    private final long base;
    private final boolean common;

    Seeds(long base, boolean common) {
        this.base = base;
        this.common = common;
    }

    /** The seed of a replication, counted from 0. */
    long of(StudyPoint point, int replication) {
        if (common) {
            return base + replication;
        }
        MessageDigest digest = RunKeys.sha256();
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(base).array());
        for (StudyPoint.Coordinate coordinate : point.coordinates()) {
            String value = coordinate.axis().name() + " = " + coordinate.value().written() + "\n";
            digest.update(value.getBytes(StandardCharsets.UTF_8));
        }
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(replication).array());
        return ByteBuffer.wrap(digest.digest()).getLong() & Long.MAX_VALUE;
    }
}
