package org.foliot.spark.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.apache.spark.SparkFiles;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** Makes runs in an executor. */
final class RunTask implements Function<ArrayList<byte[]>, Answer> {
    private static final long serialVersionUID = 1L;

    private final Broadcast<byte[]> study;
    private final String bundles;

    /**
     * A task that can be sent.
     *
     * @param study whose runs these are
     * @param bundles name of the file with the bundles, as it was given to Spark
     */
    RunTask(Broadcast<byte[]> study, String bundles) {
        this.study = study;
        this.bundles = bundles;
    }

    @Override
    public Answer call(ArrayList<byte[]> requests) {
        try {
            BiFunction<byte[], List<byte[]>, List<byte[]>> runs = EmbeddedFramework.runs(SparkFiles.get(bundles));
            long begun = System.nanoTime();
            ArrayList<byte[]> made = new ArrayList<>(runs.apply(study.value(), requests));
            return new Answer(made, "", System.nanoTime() - begun);
        } catch (ExecutorException | RuntimeException | LinkageError e) {
            return new Answer(List.of(), e.getMessage() == null ? e.toString() : e.getMessage(), 0);
        }
    }
}
