/**
 * Starts the bundles of a Foliot distribution on Apache Felix and runs the application found among them.
 *
 * <h2>The distribution</h2>
 *
 * <pre>
 * bin/foliot   finds Java and starts it with the right options
 * lib/         this launcher, the framework, and the bundles that everything is built on
 * bundles/     hypervisors, memory strategies and host schedulers: what can be taken out and put back
 * plugins/     anybody's bundles; more folders in the environment variable FOLIOT_PLUGINS
 * </pre>
 *
 * <h2>The application</h2>
 *
 * The launcher and the bundles have nothing to do with each other but classes of the JDK. The application is the service of type
 * {@link java.util.function.ToIntFunction} with the property {@code org.foliot.application}: it takes the command line
 * as {@code String[]} and returns the exit code. It runs on the main thread and has finished everything it wants to keep
 * when it returns: the bundles are not stopped, the process just ends.
 *
 * <table>
 * <caption>Exit codes</caption>
 * <tr><td>0</td><td>all is well</td></tr>
 * <tr><td>1</td><td>an expectation failed</td></tr>
 * <tr><td>2</td><td>the command line is wrong</td></tr>
 * <tr><td>3</td><td>a scenario is wrong</td></tr>
 * <tr><td>4</td><td>Foliot is wrong, or its surroundings are: an internal error, no Java, no application</td></tr>
 * <tr><td>130</td><td>interrupted</td></tr>
 * </table>
 *
 * <h2>Bundles on the class path</h2>
 *
 * The start script puts all of {@code lib} on the JVM's class path, and the framework connects those bundles to it (OSGi Core
 * 8, chapter 60, Connect) instead of loading their classes itself. They are bundles like all others: their imports are
 * resolved, their components run, others are wired to what they export. Only their classes are the JVM's, whose archive holds
 * them parsed and verified, so that a start takes a third less. From a folder whose name cannot stand in a class path, they
 * are read as any other bundle is.
 *
 * <h2>Interruption</h2>
 *
 * On SIGINT or SIGTERM the main thread is interrupted and the process waits some seconds for the application to return.
 * An application therefore looks at {@link Thread#interrupted()}, or waits in a method that throws
 * {@link InterruptedException}, then removes what it has half written and returns. The exit code is the JVM's, 130 for
 * SIGINT.
 *
 * <h2>Bundles that cannot be used</h2>
 *
 * A jar that is broken, is no bundle, or needs something that is not there, is left out and the rest runs. Which those are
 * and why is for {@code org.foliot.catalog} to say, which sees the whole framework; the framework property
 * {@code org.foliot.plugins} tells it which folders were looked into.
 *
 * A plug-in whose activator does not return is left behind after {@code org.foliot.patience} milliseconds, ten seconds where that
 * system property is not set.
 *
 * <h2>Plug-ins that come and go</h2>
 *
 * A command that {@code lib/watching} names stays up while its user changes plug-ins. There the launcher installs none of
 * them: the framework property {@code org.foliot.plugins.watched} leaves that to {@code org.foliot.catalog}, and the
 * framework gets a storage of its own, {@code running/PID} beside the cache, so that nothing that changes is shared. All other
 * commands pay nothing for this.
 *
 * <h2>What is kept between runs</h2>
 *
 * The framework's bundle cache, written once for a set of jars and a JDK and then only read, under
 * {@code ${XDG_CACHE_HOME:-~/.cache}/foliot}. A class-data archive of the JVM lies beside it; the first run makes it in the
 * background when it ends. Both may be deleted at any time.
 */
package org.foliot.launcher;
