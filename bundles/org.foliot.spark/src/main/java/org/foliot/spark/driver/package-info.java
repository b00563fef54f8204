/**
 * What runs on Spark's class path, in the driver and in executors. It sees classes of the JDK, of Spark, and those of OSGi that
 * start a framework; of Foliot it sees a service of a type of the JDK.
 */
package org.foliot.spark.driver;
