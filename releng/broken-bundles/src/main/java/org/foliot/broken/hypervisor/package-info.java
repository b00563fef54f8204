/** Hypervisors that each get one thing wrong, in front of those that are shipped. */
package org.foliot.broken.hypervisor;
