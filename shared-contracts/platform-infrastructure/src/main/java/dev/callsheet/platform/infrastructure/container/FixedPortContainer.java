package dev.callsheet.platform.infrastructure.container;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import dev.callsheet.platform.infrastructure.InfrastructureException;
import dev.callsheet.platform.infrastructure.Server;
import dev.callsheet.platform.infrastructure.process.ChildProcess;
import dev.callsheet.platform.infrastructure.process.FreePort;
import java.time.Duration;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * A container whose port on this machine is chosen before it starts. Docker would give it another one with every
 * start, and a test of a restart needs the clients to find the server again where it was.
 */
public abstract class FixedPortContainer implements Server {

    private static final Duration RESTART_PATIENCE = Duration.ofSeconds(60);

    private final GenericContainer<?> container;
    private final int port;

    protected FixedPortContainer(GenericContainer<?> container, int containerPort, int port) {
        this.port = port;
        this.container = container
                .withExposedPorts(containerPort)
                .withCreateContainerCmdModifier(command -> command.withHostConfig(new HostConfig()
                        .withPortBindings(
                                new PortBinding(Ports.Binding.bindPort(port), new ExposedPort(containerPort)))));
    }

    @Override
    public final String host() {
        return container.getContainerId() == null ? "localhost" : container.getHost();
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final boolean isRunning() {
        return container.getContainerId() != null && container.isRunning();
    }

    @Override
    public final void start() {
        if (isRunning()) {
            return;
        }
        if (container.getContainerId() == null) {
            container.start();
            return;
        }
        docker().startContainerCmd(container.getContainerId()).exec();
        awaitPort();
    }

    @Override
    public final void stop() {
        if (isRunning()) {
            docker().stopContainerCmd(container.getContainerId()).exec();
        }
    }

    @Override
    public final void kill() {
        if (isRunning()) {
            docker().killContainerCmd(container.getContainerId()).exec();
        }
    }

    private void awaitPort() {
        long deadline = System.nanoTime() + RESTART_PATIENCE.toNanos();
        while (!FreePort.isTaken(port)) {
            if (System.nanoTime() > deadline) {
                throw new InfrastructureException(
                        container.getDockerImageName() + " did not open port " + port + " again after a restart.");
            }
            ChildProcess.pause(Duration.ofMillis(100));
        }
    }

    private static DockerClient docker() {
        return DockerClientFactory.instance().client();
    }
}
