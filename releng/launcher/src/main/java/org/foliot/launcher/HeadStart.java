package org.foliot.launcher;

import java.util.Arrays;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.osgi.framework.BundleContext;

/**
 * Makes what takes long to make and needs nothing of the framework, on a thread of its own while the framework starts.
 *
 * <p>{@code lib/headstart} names classes with a constructor without parameters, and after each the commands that it is worth
 * while for. An instance becomes a service: a {@link Future} whose property {@value #PROPERTY} is the name of the class. Only a
 * class on the class path is there before the framework, and connected bundles see the same one; so nobody may depend on there
 * being such a service.
 */
final class HeadStart {
    /** The property of the service that names the class. */
    static final String PROPERTY = "org.foliot.headstart";

    private final Map<String, Future<Object>> begun = new TreeMap<>();

    private HeadStart() {}

    /** Begins with what is worth while for a command line, or with everything so that the JVM can archive its classes. */
    static HeadStart begin(Settings settings, String[] arguments) throws LaunchException {
        HeadStart headStart = new HeadStart();
        for (String line : Lines.of(settings.home().resolve("lib/headstart"))) {
            List<String> words = Arrays.asList(line.split("\\s+"));
            List<String> commands = words.subList(1, words.size());
            if (settings.training() || arguments.length > 0 && commands.contains(arguments[0])) {
                headStart.make(words.get(0));
            }
        }
        return headStart;
    }

    private void make(String className) {
        Callable<Object> construction =
                () -> Class.forName(className).getDeclaredConstructor().newInstance();
        FutureTask<Object> making = new FutureTask<>(construction);
        Thread thread = new Thread(making, "foliot-headstart");
        thread.setDaemon(true);
        thread.start();
        begun.put(className, making);
    }

    /** Offers what is made, whether it is ready or not. */
    void offerTo(BundleContext context) {
        begun.forEach((className, instance) -> {
            Dictionary<String, Object> properties = new Hashtable<>();
            properties.put(PROPERTY, className);
            context.registerService(Future.class, instance, properties);
        });
    }
}
