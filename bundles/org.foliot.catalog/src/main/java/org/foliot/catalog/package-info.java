/**
 * What is installed: the extensions that bundles registered as services, as immutable snapshots.
 *
 * <p>A bundle adds a hypervisor, a memory strategy or a host scheduler by registering one Declarative Services component.
 * Much can go wrong between the jar and the service: the file is no bundle, a package is missing, Java is too old, a
 * reference is unsatisfied, the constructor throws, the id is taken. {@link org.foliot.catalog.CatalogSource} therefore
 * answers two questions at once: what there is, and what should be there and is not, with the reason.
 */
@Export
@Version("0.1.0")
package org.foliot.catalog;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
