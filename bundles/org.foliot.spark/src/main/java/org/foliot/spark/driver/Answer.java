package org.foliot.spark.driver;

import java.io.Serializable;
import java.util.List;

/**
 * What comes back from a task.
 *
 * @param runs the runs that were made, in whatever form the bundles give them
 * @param failure why there are none; empty where there are. It is a value because Spark repeats tasks that throw
 * @param nanos how long it took, without what is done once per executor
 */
record Answer(List<byte[]> runs, String failure, long nanos) implements Serializable {}
