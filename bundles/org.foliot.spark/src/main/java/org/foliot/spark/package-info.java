/**
 * Runs of studies on Apache Spark.
 *
 * <p>There are three processes. Foliot itself plans the study, and starts a driver beside it, because Spark wants a flat class
 * path; the two exchange {@linkplain org.foliot.spark.driver.Frames frames} over pipes. The driver ({@link
 * org.foliot.spark.driver}) sees Spark and nothing of Foliot: it hands requests to executors and answers back, as bytes that it
 * does not look into. In each executor a framework runs the same bundles as here, which were sent there under their digest,
 * and there {@link org.foliot.spark.StudyRuns} makes the runs.
 *
 * <p>This package is what runs in a framework, and sees nothing of Spark.
 */
package org.foliot.spark;
