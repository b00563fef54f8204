/** The hosts and guests of one run, assembled from a program and the installed extensions, and ways to look at them. */
package org.foliot.run.world;
