// The Connect panel: this sandbox's addresses, and what to paste where.

import { el, find } from './dom.js';
import { copyButton } from './clipboard.js';

export function useSettings(settings) {
  const { endpoint, kmsKeyArn, functionName, userPoolId } = settings;
  find('#connect-content').replaceChildren(
    el(
      'dl',
      { class: 'facts' },
      fact('Endpoint', endpoint, 'endpoint'),
      fact('KMS key', kmsKeyArn, 'kms-key-arn'),
      fact('Function', functionName, 'function-name'),
      fact('User pool', userPoolId, 'user-pool-id'),
    ),
    snippet(
      'cognito-local',
      'In .cognito/config.json; then start cognito-local.',
      cognitoLocal(settings),
    ),
    snippet(
      'Any AWS SDK',
      'Its environment. The credentials only have to be there.',
      sdkEnvironment(settings),
    ),
    snippet('AWS CLI', 'Asks the sandbox’s KMS for its key.', awsCli(settings)),
  );
}

function fact(term, value, id) {
  return el(
    'div',
    {},
    el('dt', {}, term),
    el(
      'dd',
      {},
      el('code', { id }, value),
      copyButton({ label: 'Copy', what: term, text: () => value }),
    ),
  );
}

function snippet(title, hint, text) {
  return el(
    'section',
    { class: 'snippet' },
    el(
      'header',
      {},
      el('h3', {}, title),
      copyButton({ label: 'Copy', what: `${title} snippet`, text: () => text }),
    ),
    el('p', { class: 'hint' }, hint),
    el('pre', { class: 'mono', tabindex: '0', 'aria-label': `${title} snippet` }, text),
  );
}

const regionOf = ({ kmsKeyArn }) => kmsKeyArn.split(':')[3] || 'us-east-1';

function cognitoLocal(settings) {
  const { endpoint, kmsKeyArn, kmsAliasArn, functionName } = settings;
  const client = {
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    endpoint,
    region: regionOf(settings),
  };
  return JSON.stringify(
    {
      LambdaClient: client,
      TriggerFunctions: { CustomEmailSender: functionName },
      KMSConfig: { ...client, KMSKeyId: kmsKeyArn, KMSKeyAlias: kmsAliasArn },
    },
    null,
    2,
  );
}

function sdkEnvironment(settings) {
  const { endpoint, kmsKeyArn } = settings;
  return [
    `AWS_ENDPOINT_URL_KMS=${endpoint}`,
    `AWS_ENDPOINT_URL_LAMBDA=${endpoint}`,
    `AWS_REGION=${regionOf(settings)}`,
    'AWS_ACCESS_KEY_ID=local',
    'AWS_SECRET_ACCESS_KEY=local',
    `KMS_KEY_ARN=${kmsKeyArn}`,
  ].join('\n');
}

function awsCli(settings) {
  const { endpoint, kmsKeyArn } = settings;
  return [
    'AWS_ACCESS_KEY_ID=local AWS_SECRET_ACCESS_KEY=local \\',
    `aws kms describe-key --endpoint-url ${endpoint} --region ${regionOf(settings)} \\`,
    `  --key-id ${kmsKeyArn}`,
  ].join('\n');
}
