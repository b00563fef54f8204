package org.foliot.study;

import java.io.Serializable;
import org.foliot.engine.RandomStreams.Pairing;

/**
 * A run to be made, as plain values that can be sent anywhere: whoever has the study compiles the program of the point.
 *
 * @param key what the run is known by, as 64 hexadecimal digits
 * @param point number of the point in the study
 * @param replication number of the replication at this point, from 0
 * @param seed its seed
 * @param pairing whether it is one of a pair
 */
public record RunRequest(String key, long point, int replication, long seed, Pairing pairing) implements Serializable {}
