package org.foliot.dsl.resolve;

import java.util.Map;
import org.foliot.dsl.foliot.Host;

/**
 * A resolved scenario together with those who resolved it, for the studies that go on from there.
 *
 * @param hosts the hosts that take part
 */
record Resolution(
        ResolvedScenario scenario,
        Parameters parameters,
        Values values,
        Options options,
        Installed installed,
        Kernels kernels,
        Map<Host, ResolvedHost> hosts,
        Subjects subjects,
        Expressions expressions) {}
