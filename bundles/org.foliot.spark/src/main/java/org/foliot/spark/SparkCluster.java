package org.foliot.spark;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.foliot.study.Cluster;
import org.foliot.study.RunExecutor;
import org.foliot.study.StudyException;
import org.foliot.study.StudySource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Studies on Apache Spark. */
@Component
public final class SparkCluster implements Cluster {
    private final BundleContext context;

    /** Runs elsewhere what is installed here. */
    @Activate
    public SparkCluster(BundleContext context) {
        this.context = context;
    }

    @Override
    public RunExecutor connect(String address, StudySource study, Consumer<String> news) {
        SparkAddress cluster = SparkAddress.parse(address);
        cluster.requireReachable();
        SparkHome spark = SparkHome.find(System.getenv(), news);
        ShippedBundles bundles = ShippedBundles.pack(context);
        try {
            return DriverProcess.start(
                    cluster, spark, bundles, jarOfFramework(), ShippedBundles.jar(context.getBundle()), study);
        } catch (RuntimeException e) {
            bundles.close();
            throw e;
        }
    }

    private Path jarOfFramework() {
        try {
            return Path.of(context.getBundle(0)
                    .getClass()
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException | NullPointerException e) {
            throw new StudyException("cannot tell where the jar of the framework is, to send it to the cluster", e);
        }
    }
}
